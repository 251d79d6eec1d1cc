package dev.errand.store.period;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Forgets finished jobs one by one, where their period cannot go as a whole. */
@CrossTenant("The tables belong to the platform.")
public final class ForgetJobs {
  /** In place of a period: jobs that were carried over, or had none. */
  public static final String CARRIED = "other";

  private static final String SQL =
      """
      /* period.forget_jobs */
      select forget_jobs($1, now() - $2 * interval '1 millisecond', $3) as forgotten
      """;

  private ForgetJobs() {}

  /**
   * @param owner speaks as the tables' owner
   * @param period its name, or {@link #CARRIED}
   * @param kept how long finished jobs are kept
   * @return how many were forgotten; none of a period that is gone
   */
  public static Uni<Integer> run(Sql owner, String period, Duration kept, int limit) {
    return owner
        .run(SQL, Columns.parameters(period, kept.toMillis(), limit))
        .map(rows -> rows.iterator().next().getInteger("forgotten"));
  }
}
