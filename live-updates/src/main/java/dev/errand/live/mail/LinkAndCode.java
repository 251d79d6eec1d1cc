package dev.errand.live.mail;

import dev.errand.live.identity.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * The secrets of one mail, derived from its job's id with the key of this installation: a job that
 * is tried again sends the same ones, and they are written down nowhere.
 *
 * @param link 256 bits as base64url
 * @param code six digits
 */
public record LinkAndCode(String link, String code) {
  private static final byte LINK = 1;
  private static final byte CODE = 2;
  private static final long CODES = 1_000_000;
  // The largest multiple of it below 2^32: what lies above would make low codes more likely.
  private static final long FAIR = (1L << 32) / CODES * CODES;

  /** Those of that job's mail. */
  public static LinkAndCode of(byte[] key, UUID job) {
    return new LinkAndCode(
        Base64.getUrlEncoder().withoutPadding().encodeToString(derive(key, LINK, job, 0)),
        "%06d".formatted(number(key, job)));
  }

  private static long number(byte[] key, UUID job) {
    for (int round = 0; ; round++) {
      ByteBuffer random = ByteBuffer.wrap(derive(key, CODE, job, round));
      while (random.hasRemaining()) {
        long number = Integer.toUnsignedLong(random.getInt());
        if (number < FAIR) {
          return number % CODES;
        }
      }
    }
  }

  // Begins with words, which no other use of the key does.
  private static byte[] derive(byte[] key, byte what, UUID job, int round) {
    byte[] words = "errand mail secret".getBytes(StandardCharsets.US_ASCII);
    return Digests.hmac(
        key,
        ByteBuffer.allocate(words.length + 1 + 2 * Long.BYTES + Integer.BYTES)
            .put(words)
            .put(what)
            .putLong(job.getMostSignificantBits())
            .putLong(job.getLeastSignificantBits())
            .putInt(round)
            .array());
  }

  /** How a link rests in the database: nobody can try 256 bits. */
  public static byte[] linkHash(String link) {
    return Digests.sha256(link);
  }

  /**
   * How a code rests: under the key, and bound to its challenge, so it is worth nothing elsewhere.
   */
  public static byte[] codeHash(byte[] key, UUID challenge, String code) {
    byte[] text = code.getBytes(StandardCharsets.UTF_8);
    return Digests.hmac(
        key,
        ByteBuffer.allocate(2 * Long.BYTES + text.length)
            .putLong(challenge.getMostSignificantBits())
            .putLong(challenge.getLeastSignificantBits())
            .put(text)
            .array());
  }

  @Override
  public String toString() {
    return "LinkAndCode";
  }
}
