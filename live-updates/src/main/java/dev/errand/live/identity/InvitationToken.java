package dev.errand.live.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The link token of an invitation: 256 bits under the installation's key. Whoever knows the key can
 * make it again from the invitation's id and round, so that the order of a mail needs no secret.
 */
public final class InvitationToken {
  private static final byte[] LABEL = "errand invitation ".getBytes(StandardCharsets.US_ASCII);

  private InvitationToken() {}

  /**
   * @param key {@link SigningKeys#hmacKey()}
   * @param round counted up whenever the invitation is sent again, which kills older links
   */
  public static String of(byte[] key, UUID invitation, int round) {
    byte[] message =
        ByteBuffer.allocate(LABEL.length + 2 * Long.BYTES + Integer.BYTES)
            .put(LABEL)
            .putLong(invitation.getMostSignificantBits())
            .putLong(invitation.getLeastSignificantBits())
            .putInt(round)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, message));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }
}
