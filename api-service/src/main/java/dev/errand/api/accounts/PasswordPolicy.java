package dev.errand.api.accounts;

import dev.errand.model.problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords we take: long ones that are not common and not the login itself, and no rules of
 * composition (NIST SP 800-63B §5.1.1.2).
 */
@ApplicationScoped
class PasswordPolicy {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;
  private static final String POINTER = "#/password";

  private final Set<String> common = load();

  /** The same password typed on different keyboards is the same text. */
  static String normalize(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  /** Too long to be anybody's: refused before it costs a hash. */
  static Optional<FieldError> tooLong(String password) {
    return tooLong(POINTER, password);
  }

  /** The same in another field. */
  static Optional<FieldError> tooLong(String pointer, String password) {
    // Counted in UTF-16 units first: a megabyte is not worth counting code points.
    boolean fits =
        password.length() <= 2 * LONGEST
            && password.codePointCount(0, password.length()) <= LONGEST;
    return fits
        ? Optional.empty()
        : Optional.of(new FieldError(pointer, "must have at most 256 characters"));
  }

  /** What is wrong with a new password, if anything. */
  Optional<FieldError> problem(@Nullable String password, Stream<@Nullable String> logins) {
    return problem(POINTER, password, logins);
  }

  /** The same in another field. */
  Optional<FieldError> problem(
      String pointer, @Nullable String password, Stream<@Nullable String> logins) {
    if (password == null) {
      return Optional.of(new FieldError(pointer, "is required"));
    }
    return tooLong(pointer, password)
        .or(
            () ->
                weakness(normalize(password), logins)
                    .map(detail -> new FieldError(pointer, detail)));
  }

  private Optional<String> weakness(String password, Stream<@Nullable String> logins) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of("must have at least 12 characters");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (common.contains(lower) || lower.codePoints().distinct().count() <= 2) {
      return Optional.of("is one of the first that others would guess");
    }
    List<String> own = logins.filter(Objects::nonNull).map(String::valueOf).toList();
    return own.stream().anyMatch(lower::equalsIgnoreCase)
        ? Optional.of("must not be the login")
        : Optional.empty();
  }

  private static Set<String> load() {
    InputStream list = PasswordPolicy.class.getResourceAsStream("common-passwords.txt");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(list), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
