package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody who may have an account: every field was looked at. */
record Applicant(
    @Nullable String email, @Nullable String username, @Nullable String name, String password) {
  private static final int LONGEST_NAME = 100;

  /**
   * @throws ErrandException naming every wrong field
   */
  static Applicant of(SignUpRequest request, PasswordPolicy policy, boolean requireEmail) {
    String email = lower(request.email());
    String username = lower(request.username());
    List<FieldError> errors = new ArrayList<>();
    if (email == null && requireEmail) {
      errors.add(new FieldError("#/email", "is required"));
    }
    if (email == null && username == null && !requireEmail) {
      errors.add(new FieldError("#/username", "is required, or an e-mail"));
    }
    Optional.ofNullable(email).flatMap(Login::emailProblem).ifPresent(errors::add);
    Optional.ofNullable(username).flatMap(Login::usernameProblem).ifPresent(errors::add);
    Optional.ofNullable(request.name()).flatMap(Applicant::nameProblem).ifPresent(errors::add);
    policy.problem(request.password(), Stream.of(email, username)).ifPresent(errors::add);
    if (!errors.isEmpty() || request.password() == null) {
      throw ErrandException.invalid(errors);
    }
    return new Applicant(
        email, username, request.name(), PasswordPolicy.normalize(request.password()));
  }

  private static @Nullable String lower(@Nullable String login) {
    return login == null ? null : Login.normalize(login);
  }

  static Optional<FieldError> nameProblem(String name) {
    boolean fine =
        !name.isBlank()
            && name.codePointCount(0, name.length()) <= LONGEST_NAME
            && name.codePoints().noneMatch(Character::isISOControl);
    return fine
        ? Optional.empty()
        : Optional.of(new FieldError("#/name", "must have 1 to 100 printable characters"));
  }

  /** What the tenant that is made with the account is called. */
  String tenantName() {
    if (name != null) {
      return name;
    }
    if (username != null) {
      return username;
    }
    return email == null ? "Tenant" : email.substring(0, email.indexOf('@'));
  }

  @Override
  public String toString() {
    return "Applicant";
  }
}
