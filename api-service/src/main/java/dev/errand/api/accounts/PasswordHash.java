package dev.errand.api.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in PHC string format, with the first choice of the OWASP Password Storage Cheat Sheet
 * for little memory: 19 MiB, two passes, one lane.
 *
 * @param memory KiB
 */
record PasswordHash(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
  private static final int MEMORY = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  static int saltBytes() {
    return SALT_BYTES;
  }

  static PasswordHash of(String password, byte[] salt) {
    byte[] hash = argon2(password, salt, MEMORY, PASSES, LANES, HASH_BYTES);
    return new PasswordHash(MEMORY, PASSES, LANES, salt, hash);
  }

  /**
   * @throws IllegalArgumentException when it is not ours
   */
  static PasswordHash parse(String phc) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC format");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new PasswordHash(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        base64.decode(parts.group(4)),
        base64.decode(parts.group(5)));
  }

  boolean matches(String password) {
    return MessageDigest.isEqual(hash, argon2(password, salt, memory, passes, lanes, hash.length));
  }

  /** Whether it was made with other parameters than a new one. */
  boolean isOutdated() {
    return memory != MEMORY
        || passes != PASSES
        || lanes != LANES
        || hash.length != HASH_BYTES
        || salt.length != SALT_BYTES;
  }

  String phc() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(memory, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  private static byte[] argon2(
      String password, byte[] salt, int memory, int passes, int lanes, int size) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[size];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
