package dev.errand.store.period;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Forgets finished jobs that were carried over, or had no period. */
@CrossTenant("The tables belong to the platform.")
public final class ForgetCarried {
  private static final String SQL =
      """
      /* period.forget_carried */
      select forget_carried(now() - $1 * interval '1 millisecond', $2) as forgotten
      """;

  private ForgetCarried() {}

  /**
   * @param owner speaks as the tables' owner
   * @param kept how long finished jobs are kept
   * @return how many were forgotten
   */
  public static Uni<Integer> run(Sql owner, Duration kept, int limit) {
    return owner
        .run(SQL, Columns.parameters(kept.toMillis(), limit))
        .map(rows -> rows.iterator().next().getInteger("forgotten"));
  }
}
