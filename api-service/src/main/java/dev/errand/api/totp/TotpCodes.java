package dev.errand.api.totp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The codes of RFC 6238 as every app makes them: SHA-1, six digits, steps of 30 s. */
final class TotpCodes {
  static final int DIGITS = 6;
  static final int STEP_SECONDS = 30;
  // A clock that is half a minute off, and the time that typing takes (RFC 6238 §5.2).
  private static final int STEPS_ASIDE = 1;
  private static final Pattern CODE = Pattern.compile("\\d{" + DIGITS + "}");

  private static final TimeBasedOneTimePasswordGenerator GENERATOR =
      new TimeBasedOneTimePasswordGenerator();

  private TotpCodes() {}

  static boolean looksLikeOne(String text) {
    return CODE.matcher(text).matches();
  }

  static String at(byte[] secret, long step) {
    SecretKey key = new SecretKeySpec(secret, "HmacSHA1");
    try {
      return GENERATOR.generateOneTimePasswordString(
          key, Instant.ofEpochSecond(step * STEP_SECONDS));
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException("HMAC takes any key", impossible);
    }
  }

  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), (long) STEP_SECONDS);
  }

  /** The step around now whose code that is. Takes as long for a wrong code as for a right one. */
  static OptionalLong stepOf(byte[] secret, String code, Instant now) {
    long here = step(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = here - STEPS_ASIDE; step <= here + STEPS_ASIDE; step++) {
      if (MessageDigest.isEqual(ascii(at(secret, step)), ascii(code))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
