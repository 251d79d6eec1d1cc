package dev.errand.store.lease;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/**
 * Drops words that were given for jobs of manual queues that are final or forgotten. Queues whose
 * next job is asked for do so themselves; the others would keep them for ever.
 */
@CrossTenant("The engine's own upkeep.")
public final class ForgetGoAheads {
  private static final String SQL =
      """
      /* go_ahead.forget */
      delete from go_ahead
      where ctid = any (array (
        select g.ctid
        from go_ahead g
        where exists (select from outcome o where o.id = g.job_id)
          or not exists (select from job j where j.id = g.job_id)
        limit $1
      ))
      """;

  private ForgetGoAheads() {}

  /**
   * @return how many were dropped
   */
  public static Uni<Integer> run(Sql sql, int limit) {
    return sql.run(SQL, Columns.parameters(limit)).map(rows -> rows.rowCount());
  }
}
