package dev.errand.api.totp;

import dev.errand.live.identity.DerivedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * How the apps' secrets rest: AES-256-GCM under a key of this installation, bound to their user.
 * Who reads the database alone makes no codes of them, and cannot give one user's secret to
 * another.
 */
@ApplicationScoped
class TotpSecrets {
  // RFC 4226 §4 R6 recommends 160 bits.
  private static final int SECRET_BYTES = 20;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final DerivedKeys keys;
  private final RandomGenerator random;

  TotpSecrets(DerivedKeys keys, RandomGenerator random) {
    this.keys = keys;
    this.random = random;
  }

  byte[] fresh() {
    return bytes(SECRET_BYTES);
  }

  /**
   * @return the nonce and what was encrypted
   */
  byte[] encrypt(UUID user, byte[] secret) {
    byte[] nonce = bytes(NONCE_BYTES);
    byte[] hidden = run(Cipher.ENCRYPT_MODE, user, nonce, secret);
    byte[] all = Arrays.copyOf(nonce, nonce.length + hidden.length);
    System.arraycopy(hidden, 0, all, nonce.length, hidden.length);
    return all;
  }

  byte[] decrypt(UUID user, byte[] resting) {
    byte[] nonce = Arrays.copyOf(resting, NONCE_BYTES);
    return run(
        Cipher.DECRYPT_MODE, user, nonce, Arrays.copyOfRange(resting, NONCE_BYTES, resting.length));
  }

  private byte[] run(int mode, UUID user, byte[] nonce, byte[] text) {
    SecretKey key = keys.key("errand totp secret", "AES");
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(user.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("a row of table totp is not as we wrote it", tampered);
    }
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
