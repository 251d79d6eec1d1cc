package dev.errand.live.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is shown once: {@code errand_}, maybe a word for the environment and {@code _},
 * 43 characters of base 62 that are 256 random bits, and 6 that are the CRC-32 of all before them.
 * So a secret scanner finds one by {@code errand_([a-z0-9]{1,16}_)?[0-9A-Za-z]{49}} and knows by
 * the checksum that it is one; and a typo costs no look into the database.
 */
public record ApiKeyText(String text) {
  private static final String PREFIX = "errand_";
  private static final Pattern FORM = Pattern.compile("errand_(?:[a-z0-9]{1,16}_)?[0-9A-Za-z]{49}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_DIGITS = 43;
  private static final int CHECK_DIGITS = 6;
  private static final int HINT = 4;

  /**
   * A new key.
   *
   * @param environment tells keys of several installations apart; null for none
   */
  public static ApiKeyText make(@Nullable String environment, RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String body =
        PREFIX
            + (environment == null ? "" : environment + "_")
            + digits(new BigInteger(1, secret), SECRET_DIGITS);
    return new ApiKeyText(body + check(body));
  }

  /** Whether that is meant to be an API key, well-formed or not. */
  static boolean isMeant(String token) {
    return token.startsWith(PREFIX);
  }

  /** The key in that text; nothing where it can be none of ours. */
  static Optional<ApiKeyText> parse(String token) {
    if (!FORM.matcher(token).matches()) {
      return Optional.empty();
    }
    int end = token.length() - CHECK_DIGITS;
    return check(token.substring(0, end)).equals(token.substring(end))
        ? Optional.of(new ApiKeyText(token))
        : Optional.empty();
  }

  /** What is kept of it. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Its last characters, by which people tell their keys apart; they are of the checksum. */
  public String hint() {
    return text.substring(text.length() - HINT);
  }

  private static String check(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
  }

  private static String digits(BigInteger number, int count) {
    char[] digits = new char[count];
    BigInteger rest = number;
    for (int i = count - 1; i >= 0; i--) {
      BigInteger[] divided = rest.divideAndRemainder(BASE);
      digits[i] = DIGITS.charAt(divided[1].intValue());
      rest = divided[0];
    }
    return new String(digits);
  }

  @Override
  public String toString() {
    return "ApiKeyText";
  }
}
