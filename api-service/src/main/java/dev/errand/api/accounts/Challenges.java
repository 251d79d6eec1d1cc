package dev.errand.api.accounts;

import dev.errand.api.guesses.Guesses;
import dev.errand.live.identity.SigningKeys;
import dev.errand.live.mail.LinkAndCode;
import dev.errand.model.challenge.ChallengeKind;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.store.challenge.CountTry;
import dev.errand.store.challenge.FindByLink;
import dev.errand.store.challenge.LivingChallenge;
import dev.errand.store.challenge.UseChallenge;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Links and codes that somebody presents. Presented is not used: that is decided at the end. */
@ApplicationScoped
class Challenges {
  private final Database database;
  private final SigningKeys keys;
  private final Guesses guesses;

  Challenges(Database database, SigningKeys keys, Guesses guesses) {
    this.database = database;
    this.keys = keys;
    this.guesses = guesses;
  }

  /**
   * Something that proves what it was mailed for, until it is used.
   *
   * @param refusal what to say when somebody else was faster
   */
  record Presented(LivingChallenge challenge, ErrorCode refusal) {
    UUID user() {
      return challenge.user();
    }

    /** Where it was mailed to. */
    String email() {
      String email = challenge.email();
      if (email == null) {
        throw refused();
      }
      return email;
    }

    ErrandException refused() {
      return Challenges.refused(refusal);
    }
  }

  /** Fails with {@link ErrorCode#INVALID_TOKEN} unless the link is the newest and unused. */
  Uni<Presented> byLink(String token, Set<ChallengeKind> kinds) {
    return FindByLink.run(database.engine(), LinkAndCode.linkHash(token), kinds)
        .map(found -> found.orElseThrow(() -> refused(ErrorCode.INVALID_TOKEN)))
        .map(found -> new Presented(found, ErrorCode.INVALID_TOKEN));
  }

  /**
   * Fails with {@link ErrorCode#INVALID_CODE} unless the code is the newest and unused. Costs a
   * try.
   *
   * @param address where it comes from: one that tries the codes of many people has to wait
   */
  Uni<Presented> byCode(
      String email, String code, Set<ChallengeKind> kinds, @Nullable String address) {
    return guesses
        .compare(
            guesses.ofCode(address),
            () ->
                CountTry.byEmail(database.engine(), Login.normalize(email), kinds)
                    .map(tried -> matching(tried, code)),
            Optional::isPresent)
        .map(found -> found.orElseThrow(() -> refused(ErrorCode.INVALID_CODE)))
        .map(found -> new Presented(found, ErrorCode.INVALID_CODE));
  }

  /** Uses it up; fails as if it had been wrong when another request was first. */
  Uni<Void> use(Presented presented) {
    return UseChallenge.run(database.engine(), presented.challenge().id())
        .invoke(
            first -> {
              if (!first) {
                throw presented.refused();
              }
            })
        .replaceWithVoid();
  }

  private Optional<LivingChallenge> matching(List<LivingChallenge> tried, String code) {
    return tried.stream().filter(challenge -> isCodeOf(challenge, code)).findFirst();
  }

  /** Whether that is its code. To be asked only after a try was counted. */
  boolean isCodeOf(LivingChallenge challenge, String code) {
    byte[] presented = LinkAndCode.codeHash(keys.hmacKey(), challenge.id(), code);
    byte[] right = challenge.codeHash();
    return right != null && MessageDigest.isEqual(right, presented);
  }

  static ErrandException refused(ErrorCode code) {
    return new ErrandException(
        code,
        code == ErrorCode.INVALID_TOKEN
            ? "Ask for a new mail and use its link."
            : "Ask for a new mail and use its code.");
  }
}
