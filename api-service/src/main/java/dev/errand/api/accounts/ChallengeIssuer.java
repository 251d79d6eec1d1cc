package dev.errand.api.accounts;

import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.SigningKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes links and codes, and knows how they rest in the database. */
@ApplicationScoped
class ChallengeIssuer {
  /** To show that an address is one's own. */
  static final String VERIFY_EMAIL = "verify-email";

  private static final int LINK_BYTES = 32;
  private static final int CODES = 1_000_000;

  private final Challenges challenges;
  private final SigningKeys keys;
  private final AccountsConfig config;
  private final IdSource ids;
  private final RandomGenerator random;
  private final Clock clock;

  ChallengeIssuer(
      Challenges challenges,
      SigningKeys keys,
      AccountsConfig config,
      IdSource ids,
      RandomGenerator random,
      Clock clock) {
    this.challenges = challenges;
    this.keys = keys;
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** What is mailed: the only place where the two can be read. */
  record LinkAndCode(String link, String code) {
    @Override
    public String toString() {
      return "LinkAndCode";
    }
  }

  /** A new link and code, which end the life of those sent before. Runs inside a transaction. */
  Uni<LinkAndCode> issue(UserEntity user, String kind) {
    Instant now = clock.instant();
    LinkAndCode fresh = fresh();
    ChallengeEntity challenge =
        new ChallengeEntity(ids.next(), user.id, kind, now, now.plus(config.verification()));
    challenge.linkHash = Digests.sha256(fresh.link());
    challenge.codeHash = codeHash(challenge.id, fresh.code());
    return challenges
        .killAll(user.id, kind, now)
        .chain(() -> challenges.persist(challenge))
        .replaceWith(fresh);
  }

  /** Bound to its challenge: a code is worth nothing elsewhere. */
  byte[] codeHash(UUID challenge, String code) {
    byte[] text = code.getBytes(StandardCharsets.UTF_8);
    return Digests.hmac(
        keys.hmacKey(),
        ByteBuffer.allocate(2 * Long.BYTES + text.length)
            .putLong(challenge.getMostSignificantBits())
            .putLong(challenge.getLeastSignificantBits())
            .put(text)
            .array());
  }

  private LinkAndCode fresh() {
    byte[] link = new byte[LINK_BYTES];
    random.nextBytes(link);
    return new LinkAndCode(
        Base64.getUrlEncoder().withoutPadding().encodeToString(link),
        "%06d".formatted(random.nextInt(CODES)));
  }
}
