package dev.errand.live.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What only we and one receiver know, by Standard Webhooks 1.0: shown as {@code whsec_} and the
 * base64 of its bytes, which are the key of the signatures.
 */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final byte[] key;

  /**
   * @param key 24 to 64 bytes
   */
  public WebhookSecret(byte[] key) {
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException("a webhook's secret has 24 to 64 bytes");
    }
    this.key = key.clone();
  }

  /**
   * @param random fit for secrets
   */
  public static WebhookSecret random(RandomGenerator random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new WebhookSecret(key);
  }

  public byte[] bytes() {
    return key.clone();
  }

  /** As its receiver is told, once. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The signature of one message: {@code v1,} and the base64 of the HMAC-SHA256 of id, timestamp
   * and body with dots between them.
   *
   * @param timestamp unix seconds of the attempt
   */
  public String sign(String message, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      mac.update((message + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      byte[] hash = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret secret && Arrays.equals(key, secret.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return "WebhookSecret";
  }
}
