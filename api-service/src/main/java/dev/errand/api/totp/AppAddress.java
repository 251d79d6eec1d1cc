package dev.errand.api.totp;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.binary.Base32;

/** What an app reads from a QR code: the "Key Uri Format" that all of them understand. */
@ApplicationScoped
public class AppAddress {
  private final TotpConfig config;

  AppAddress(TotpConfig config) {
    this.config = config;
  }

  /** A secret as people type it. Apps want no padding. */
  public static String base32(byte[] secret) {
    return Base32.builder().get().encodeToString(secret).replace("=", "");
  }

  /**
   * @param login whose codes these are, to be shown beside them
   */
  public String of(String login, byte[] secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(
            escaped(config.issuer()),
            escaped(login),
            base32(secret),
            escaped(config.issuer()),
            TotpCodes.DIGITS,
            TotpCodes.STEP_SECONDS);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
