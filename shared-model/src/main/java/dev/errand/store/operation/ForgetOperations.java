package dev.errand.store.operation;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Drops operations that ended long ago. */
@CrossTenant("The engine's own upkeep.")
public final class ForgetOperations {
  private static final String SQL =
      """
      /* operation.forget */
      delete from operation
      where ctid = any (array (
        select ctid
        from operation
        where finished_at < now() - $1 * interval '1 millisecond'
        limit $2
      ))
      """;

  private ForgetOperations() {}

  /**
   * @return how many were dropped
   */
  public static Uni<Integer> run(Sql sql, Duration age, int limit) {
    return sql.run(SQL, Columns.parameters(age.toMillis(), limit)).map(rows -> rows.rowCount());
  }
}
