package dev.errand.store.lease;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Drops starts that no longer count for their queue's rate limit. */
@CrossTenant("The engine's own upkeep.")
public final class ForgetStarts {
  private static final String SQL =
      """
      /* queue_start.forget */
      delete from queue_start
      where ctid = any (array (
        select ctid from queue_start where counts_until < now() limit $1
      ))
      """;

  private ForgetStarts() {}

  /**
   * @return how many were dropped
   */
  public static Uni<Integer> run(Sql sql, int limit) {
    return sql.run(SQL, Columns.parameters(limit)).map(rows -> rows.rowCount());
  }
}
