package dev.errand.live.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Keys for one use each, derived from this installation's own (HKDF-SHA256, RFC 5869): what one of
 * them has signed or encrypted means nothing under another.
 */
@ApplicationScoped
public class DerivedKeys {
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final SigningKeys keys;

  public DerivedKeys(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * The key of 256 bits for that use.
   *
   * @param use names it, the same for ever
   */
  public SecretKey key(String use, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(keys.hmacKey())
                  .thenExpand(use.getBytes(StandardCharsets.UTF_8), BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK since 25 has HKDF", impossible);
    }
  }

  /** How a text of few values rests: nobody without our key can try them all. */
  public byte[] mac(String use, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key(use, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC", impossible);
    }
  }
}
