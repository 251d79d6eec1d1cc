package dev.errand.store.period;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Forgets a period, but for its jobs that live or ended lately: they are carried over. */
@CrossTenant("The tables belong to the platform.")
public final class EndPeriod {
  private static final String SQL =
      """
      /* period.end */
      select end_period($1, now() - $2 * interval '1 millisecond', $3) as ended
      """;

  private EndPeriod() {}

  /**
   * @param owner speaks as the tables' owner
   * @param kept how long finished jobs are kept
   * @param mostCarried how many jobs may be carried over at most
   * @return false if it was gone, or too many of its jobs live
   */
  public static Uni<Boolean> run(Sql owner, String period, Duration kept, int mostCarried) {
    return owner
        .run(SQL, Columns.parameters(period, kept.toMillis(), mostCarried))
        .map(rows -> rows.iterator().next().getBoolean("ended"));
  }
}
