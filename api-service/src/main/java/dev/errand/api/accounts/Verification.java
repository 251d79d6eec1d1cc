package dev.errand.api.accounts;

import static dev.errand.api.accounts.ChallengeIssuer.VERIFY_EMAIL;

import dev.errand.api.guesses.Guesses;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets people show that an address is their own, by the link or by the code of a mail. */
@ApplicationScoped
class Verification {
  private final Users users;
  private final Challenges challenges;
  private final ChallengeIssuer issuer;
  private final Guesses guesses;
  private final Clock clock;

  Verification(
      Users users, Challenges challenges, ChallengeIssuer issuer, Guesses guesses, Clock clock) {
    this.users = users;
    this.challenges = challenges;
    this.issuer = issuer;
    this.guesses = guesses;
    this.clock = clock;
  }

  /** Fails with {@link ErrorCode#INVALID_TOKEN} unless the link is the newest and unused. */
  Uni<Void> byLink(String token) {
    return Panache.withTransaction(
        () ->
            challenges
                .useLink(Digests.sha256(token), VERIFY_EMAIL, clock.instant())
                .map(used -> used.orElseThrow(Verification::invalidToken))
                .chain(used -> verify(used.userId)));
  }

  /**
   * Fails with {@link ErrorCode#INVALID_CODE} unless the code is the newest and unused.
   *
   * @param address where it comes from: one that tries the codes of many addresses has to wait
   */
  Uni<Void> byCode(String email, String code, @Nullable String address) {
    return guesses
        .compare(
            guesses.ofCode(address), () -> match(Login.normalize(email), code), Optional::isPresent)
        .map(open -> open.orElseThrow(Verification::invalidCode))
        .chain(challenge -> Panache.withTransaction(() -> use(challenge)));
  }

  private Uni<Optional<ChallengeEntity>> match(String email, String code) {
    return Panache.withTransaction(() -> countTry(email))
        .map(open -> open.filter(challenge -> matches(challenge, code)));
  }

  // A transaction of its own: the count stays when the code is wrong.
  private Uni<Optional<ChallengeEntity>> countTry(String email) {
    return users
        .byEmail(email)
        .chain(user -> user.isEmpty() ? nothing() : challenges.newest(user.get().id, VERIFY_EMAIL))
        .chain(newest -> newest.isEmpty() ? nothing() : counted(newest.get()));
  }

  private Uni<Optional<ChallengeEntity>> counted(ChallengeEntity challenge) {
    return challenges
        .countTry(challenge.id, clock.instant())
        .map(left -> left ? Optional.of(challenge) : Optional.empty());
  }

  private boolean matches(ChallengeEntity challenge, String code) {
    return MessageDigest.isEqual(challenge.codeHash, issuer.codeHash(challenge.id, code));
  }

  private Uni<Void> use(ChallengeEntity challenge) {
    return challenges
        .use(challenge.id, clock.instant())
        .invoke(
            first -> {
              if (!first) {
                throw invalidCode();
              }
            })
        .chain(() -> verify(challenge.userId));
  }

  private Uni<Void> verify(UUID user) {
    return users
        .update("emailVerifiedAt = ?1 where id = ?2", clock.instant(), user)
        .replaceWithVoid();
  }

  private static Uni<Optional<ChallengeEntity>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }

  private static ErrandException invalidToken() {
    return new ErrandException(ErrorCode.INVALID_TOKEN, "Ask for a new mail and use its link.");
  }

  private static ErrandException invalidCode() {
    return new ErrandException(ErrorCode.INVALID_CODE, "Ask for a new mail and use its code.");
  }
}
