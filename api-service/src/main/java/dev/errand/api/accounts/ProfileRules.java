package dev.errand.api.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a change of a profile on its row, or says everything that is wrong with it. */
final class ProfileRules {
  // ITU-T E.164 §6: up to 15 digits, of which the first is not 0.
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern PUNCTUATION = Pattern.compile("[ ()./-]");

  private final UserEntity user;
  private final SecondFactor codes;
  private final List<FieldError> errors = new ArrayList<>();

  private ProfileRules(UserEntity user, SecondFactor codes) {
    this.user = user;
    this.codes = codes;
  }

  /**
   * @param codes what login codes are sent by
   * @return the new address to ask for, where the change names another
   * @throws ErrandException naming every wrong field; the row must not be stored then
   */
  static Optional<String> apply(ProfileRequest request, UserEntity user, SecondFactor codes) {
    ProfileRules rules = new ProfileRules(user, codes);
    rules.text("#/name", request.name(), Applicant::nameProblem, name -> user.name = name);
    rules.text(
        "#/username",
        request.username() == null ? null : lower(request.username()),
        Login::usernameProblem,
        name -> user.username = name);
    rules.text(
        "#/phone",
        request.phone() == null ? null : dialled(request.phone()),
        ProfileRules::phoneProblem,
        number -> user.phone = number);
    rules.otp(request.otpEnabled());
    Optional<String> email = rules.email(request.email());
    rules.requireWholes();
    if (!rules.errors.isEmpty()) {
      throw ErrandException.invalid(rules.errors);
    }
    return email;
  }

  private void text(
      String pointer,
      @Nullable JsonNode value,
      Function<String, Optional<FieldError>> problem,
      Consumer<@Nullable String> set) {
    if (value == null) {
      return;
    }
    if (value.isNull()) {
      set.accept(null);
      return;
    }
    if (!value.isTextual()) {
      errors.add(new FieldError(pointer, "must be a string"));
      return;
    }
    problem
        .apply(value.textValue())
        .ifPresentOrElse(errors::add, () -> set.accept(value.textValue()));
  }

  private void otp(@Nullable JsonNode value) {
    if (value == null) {
      return;
    }
    if (value.isBoolean()) {
      user.otpEnabled = value.booleanValue();
    } else {
      errors.add(new FieldError("#/otpEnabled", "must be true or false"));
    }
  }

  private Optional<String> email(@Nullable JsonNode value) {
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      errors.add(new FieldError("#/email", "must be a string"));
      return Optional.empty();
    }
    String address = Login.normalize(value.textValue());
    Login.emailProblem(address).ifPresent(errors::add);
    return Optional.of(address).filter(another -> !another.equals(user.email));
  }

  // What is fine by itself may not be fine together.
  private void requireWholes() {
    if (user.username == null && user.email == null) {
      errors.add(new FieldError("#/username", "is the only login and must stay"));
    }
    // Or nobody could sign in as this user any more.
    if (user.otpEnabled && codes.channels(user).isEmpty()) {
      errors.add(
          new FieldError("#/otpEnabled", "needs an address or a phone that codes can be sent to"));
    }
  }

  private static JsonNode lower(JsonNode value) {
    return value.isTextual() ? TextNode.valueOf(Login.normalize(value.textValue())) : value;
  }

  private static JsonNode dialled(JsonNode value) {
    return value.isTextual()
        ? TextNode.valueOf(PUNCTUATION.matcher(value.textValue()).replaceAll(""))
        : value;
  }

  private static Optional<FieldError> phoneProblem(String number) {
    return PHONE.matcher(number).matches()
        ? Optional.empty()
        : Optional.of(new FieldError("#/phone", "must be a number such as +4930123456"));
  }
}
