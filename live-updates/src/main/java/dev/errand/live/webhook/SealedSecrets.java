package dev.errand.live.webhook;

import dev.errand.live.identity.SigningKeys;
import dev.errand.model.webhook.WebhookId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * How the secrets of endpoints rest: AES-256-GCM under a key of this installation, bound to their
 * endpoint. A row that is read or copied elsewhere opens nothing.
 */
@Singleton
public class SealedSecrets {
  private static final byte[] USE = "errand webhook secret".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SigningKeys keys;
  private final RandomGenerator random;

  @Inject
  public SealedSecrets(SigningKeys keys, RandomGenerator random) {
    this.keys = keys;
    this.random = random;
  }

  public Uni<byte[]> seal(WebhookId webhook, WebhookSecret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return keys.hmac()
        .map(key -> run(Cipher.ENCRYPT_MODE, key, webhook, nonce, secret.bytes()))
        .map(hidden -> concatenated(nonce, hidden));
  }

  /**
   * @param sealed by {@link #seal} for the same endpoint; anything else fails
   */
  public Uni<WebhookSecret> open(WebhookId webhook, byte[] sealed) {
    ByteBuffer all = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    all.get(nonce);
    byte[] hidden = new byte[all.remaining()];
    all.get(hidden);
    return keys.hmac()
        .map(key -> run(Cipher.DECRYPT_MODE, key, webhook, nonce, hidden))
        .map(WebhookSecret::new);
  }

  private static byte[] run(int mode, byte[] key, WebhookId webhook, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, derived(key), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("a secret of table webhook is not as we wrote it", tampered);
    }
  }

  // HKDF-SHA256 (RFC 5869): what this key has sealed means nothing under another.
  private static SecretKey derived(byte[] key) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(USE, KEY_BYTES));
  }

  private static byte[] concatenated(byte[] nonce, byte[] hidden) {
    return ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden).array();
  }
}
