package dev.errand.api.accounts;

import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.Digests;
import dev.errand.live.mail.ChallengeConfig;
import dev.errand.live.mail.LinkAndCode;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.store.challenge.CountSend;
import dev.errand.store.challenge.CountTry;
import dev.errand.store.challenge.LivingChallenge;
import dev.errand.store.challenge.OpenLogin;
import dev.errand.store.challenge.OpenLogin.HalfDone;
import dev.errand.store.challenge.UseChallenge;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sign-ins whose password was right and that have something yet to prove. Named by 256 random bits,
 * which only the one who knew the password was given: nobody else can guess at its code.
 */
@ApplicationScoped
class HalfSignIns {
  private static final int SECRET = 32;

  private final Database database;
  private final ChallengeConfig config;
  private final IdSource ids;
  private final RandomGenerator random;

  HalfSignIns(Database database, ChallengeConfig config, IdSource ids, RandomGenerator random) {
    this.database = database;
    this.config = config;
    this.ids = ids;
    this.random = random;
  }

  Uni<OtpRequired> open(UserEntity user, List<String> channels) {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    var signIn =
        new HalfDone(
            ids.next(), user.id, LinkAndCode.linkHash(name), password(user), config.login());
    return OpenLogin.run(database.engine(), signIn)
        .replaceWith(new OtpRequired(true, name, channels, config.login().toSeconds()));
  }

  /** Counts a code that is to be sent; fails when there were enough, or the sign-in is over. */
  Uni<LivingChallenge> countSend(String name) {
    return CountSend.run(database.engine(), LinkAndCode.linkHash(name))
        .map(found -> found.orElseThrow(HalfSignIns::over));
  }

  /** Counts a try; fails when there were enough, or the sign-in is over. */
  Uni<LivingChallenge> countTry(String name) {
    return CountTry.ofLogin(database.engine(), LinkAndCode.linkHash(name))
        .map(found -> found.orElseThrow(HalfSignIns::over));
  }

  /** Ends it; fails when another request was first. */
  Uni<Void> use(LivingChallenge signIn) {
    return UseChallenge.run(database.engine(), signIn.id())
        .invoke(
            first -> {
              if (!first) {
                throw over();
              }
            })
        .replaceWithVoid();
  }

  /** Whether the user's password is still the one that the sign-in knew. */
  static boolean knowsPassword(LivingChallenge signIn, UserEntity user) {
    byte[] known = signIn.password();
    return known != null && MessageDigest.isEqual(known, password(user));
  }

  private static byte[] password(UserEntity user) {
    return Digests.sha256(user.passwordHash);
  }

  static ErrandException over() {
    return new ErrandException(
        ErrorCode.INVALID_CODE, "The code is wrong or the sign-in is over: sign in again.");
  }
}
