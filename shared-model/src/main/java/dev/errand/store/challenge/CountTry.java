package dev.errand.store.challenge;

import dev.errand.model.challenge.ChallengeKind;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts a try of a code before the code is looked at: parallel guesses cannot outrun the count.
 */
@CrossTenant("Who has a code says but an address, or what its sign-in was given.")
public final class CountTry {
  private static final String BY_EMAIL =
      """
      /* challenge.try */
      update challenge
      set tries = tries + 1
      where email = $1
        and kind = any($2)
        and %s
      returning %s
      """
          .formatted(LivingChallenge.ALIVE, LivingChallenge.COLUMNS);

  private static final String OF_LOGIN =
      """
      /* challenge.try-login */
      update challenge
      set tries = tries + 1
      where link_hash = $1
        and kind = 'login'
        and %s
      returning %s
      """
          .formatted(LivingChallenge.ALIVE, LivingChallenge.COLUMNS);

  private CountTry() {}

  /**
   * @return those mailed to the address that had a try left: one of each kind, or more where
   *     several users want the same address
   */
  public static Uni<List<LivingChallenge>> byEmail(
      Sql sql, String email, Set<ChallengeKind> kinds) {
    return sql.run(BY_EMAIL, Columns.parameters(email, words(kinds)))
        .map(rows -> Rows.all(rows, LivingChallenge::of));
  }

  /**
   * @param linkHash of what the sign-in was given
   * @return the sign-in's challenge, if it had a try left
   */
  public static Uni<Optional<LivingChallenge>> ofLogin(Sql sql, byte[] linkHash) {
    return sql.run(OF_LOGIN, Columns.parameters(Buffer.buffer(linkHash)))
        .map(rows -> Rows.first(rows, LivingChallenge::of));
  }

  static String[] words(Set<ChallengeKind> kinds) {
    return kinds.stream().map(ChallengeKind::wire).toArray(String[]::new);
  }
}
