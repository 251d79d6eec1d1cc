package dev.errand.store.idempotency;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Drops answers whose keys may be used anew. */
@CrossTenant("The engine's own upkeep.")
public final class ForgetOldAnswers {
  private static final String SQL =
      """
      /* idempotency.forget */
      delete from idempotency
      where ctid = any (array (
        select ctid
        from idempotency
        where created_at < now() - $1 * interval '1 millisecond'
        order by created_at
        limit $2
      ))
      """;

  private ForgetOldAnswers() {}

  /**
   * @return how many were dropped
   */
  public static Uni<Integer> run(Sql sql, Duration age, int limit) {
    return sql.run(SQL, Columns.parameters(age.toMillis(), limit)).map(rows -> rows.rowCount());
  }
}
