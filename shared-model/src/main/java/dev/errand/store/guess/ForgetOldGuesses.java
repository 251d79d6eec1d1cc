package dev.errand.store.guess;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Forgets subjects at which nobody has guessed for long. */
@CrossTenant("Old counts of all subjects go.")
public final class ForgetOldGuesses {
  // Rows that a guess holds just now are not old: skipping them also keeps out of its way.
  private static final String SQL =
      """
      /* guess.forget-old */
      delete from guess
      where subject = any(array(
        select subject
        from guess
        where at < now() - $1::bigint * interval '1 millisecond'
          and coalesce(blocked_until, at) < now()
        order by at
        limit $2
        for update skip locked
      ))
      """;

  private ForgetOldGuesses() {}

  /**
   * @return how many it were, at most {@code max}
   */
  public static Uni<Integer> run(Sql engine, Duration age, int max) {
    return engine.run(SQL, Columns.parameters(age.toMillis(), max)).map(rows -> rows.rowCount());
  }
}
