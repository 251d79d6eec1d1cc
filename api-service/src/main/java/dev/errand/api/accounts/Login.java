package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two kinds of names that people sign in with. Both are kept in lower case. */
final class Login {
  private static final int LONGEST_EMAIL = 254;
  // The addr-spec that mail servers really take (RFC 5321 §4.1.2, without quoting), with any
  // letters
  // (RFC 6531). One name is enough for a host: admin@localhost.
  private static final Pattern EMAIL =
      Pattern.compile(
          "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}"
              + "@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})(?:\\.[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62})*");
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,31}");

  private Login() {}

  static boolean isEmail(String login) {
    return login.indexOf('@') >= 0;
  }

  static String normalize(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  static Optional<FieldError> emailProblem(String email) {
    return email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches()
        ? Optional.empty()
        : Optional.of(new FieldError("#/email", "must be an e-mail address"));
  }

  /**
   * The address as it is kept.
   *
   * @throws ErrandException unless it is one
   */
  static String requireEmail(String email) {
    String normal = normalize(email);
    emailProblem(normal)
        .ifPresent(
            problem -> {
              throw ErrandException.invalid(List.of(problem));
            });
    return normal;
  }

  static Optional<FieldError> usernameProblem(String username) {
    return USERNAME.matcher(username).matches()
        ? Optional.empty()
        : Optional.of(
            new FieldError(
                "#/username",
                "must have 3 to 32 of a-z, 0-9, dot, underscore, hyphen, and begin with one of the"
                    + " first two"));
  }
}
