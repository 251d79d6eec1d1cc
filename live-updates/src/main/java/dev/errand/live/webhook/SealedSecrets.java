package dev.errand.live.webhook;

import dev.errand.live.identity.DerivedKeys;
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
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * How the secrets of endpoints rest: AES-256-GCM under a key of this installation, bound to their
 * endpoint. A row that is read or copied elsewhere opens nothing.
 */
@Singleton
public class SealedSecrets {
  private static final String USE = "errand webhook secret";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SigningKeys keys;
  private final DerivedKeys derived;
  private final RandomGenerator random;

  @Inject
  public SealedSecrets(SigningKeys keys, DerivedKeys derived, RandomGenerator random) {
    this.keys = keys;
    this.derived = derived;
    this.random = random;
  }

  public Uni<byte[]> seal(WebhookId webhook, WebhookSecret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return key()
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
    return key()
        .map(key -> run(Cipher.DECRYPT_MODE, key, webhook, nonce, hidden))
        .map(WebhookSecret::new);
  }

  private static byte[] run(int mode, SecretKey key, WebhookId webhook, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("a secret of table webhook is not as we wrote it", tampered);
    }
  }

  // A worker reads the keys of the installation when it first needs them.
  private Uni<SecretKey> key() {
    return keys.hmac().map(read -> derived.key(USE, "AES"));
  }

  private static byte[] concatenated(byte[] nonce, byte[] hidden) {
    return ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden).array();
  }
}
