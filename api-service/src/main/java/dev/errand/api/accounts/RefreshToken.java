package dev.errand.api.accounts;

import dev.errand.live.identity.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A refresh token: opaque to clients. It carries its session, 256 random bits, and a proof that we
 * made it, so that an old one of any age is known as such and a made-up one revokes nothing.
 */
record RefreshToken(UUID session, String text) {
  private static final int SECRET = 32;
  private static final int PROOF = 16;
  private static final int SIGNED = 2 * Long.BYTES + SECRET;
  private static final int TEXT_LENGTH = 86;

  static RefreshToken make(UUID session, RandomGenerator random, byte[] key) {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    byte[] signed =
        ByteBuffer.allocate(SIGNED)
            .putLong(session.getMostSignificantBits())
            .putLong(session.getLeastSignificantBits())
            .put(secret)
            .array();
    byte[] all = ByteBuffer.allocate(SIGNED + PROOF).put(signed).put(proof(signed, key)).array();
    return new RefreshToken(session, Base64.getUrlEncoder().withoutPadding().encodeToString(all));
  }

  /**
   * @return nothing unless this installation made it
   */
  static Optional<RefreshToken> parse(String text, byte[] key) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(text);
      byte[] signed = Arrays.copyOf(all, SIGNED);
      if (!MessageDigest.isEqual(proof(signed, key), Arrays.copyOfRange(all, SIGNED, all.length))) {
        return Optional.empty();
      }
      ByteBuffer ids = ByteBuffer.wrap(signed);
      return Optional.of(new RefreshToken(new UUID(ids.getLong(), ids.getLong()), text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static byte[] proof(byte[] signed, byte[] key) {
    return Arrays.copyOf(Digests.hmac(key, signed), PROOF);
  }

  /** What is kept of it. */
  byte[] hash() {
    return Digests.sha256(text);
  }

  @Override
  public String toString() {
    return "RefreshToken of " + session;
  }
}
