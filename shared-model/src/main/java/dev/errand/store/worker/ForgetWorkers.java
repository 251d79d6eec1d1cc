package dev.errand.store.worker;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Drops workers that stopped, or were last seen, long ago and hold nothing. */
@CrossTenant("Workers belong to the platform, not to a tenant.")
public final class ForgetWorkers {
  private static final String SQL =
      """
      /* worker.forget */
      delete from worker w
      where coalesce(w.stopped_at, w.seen_at) < now() - $1 * interval '1 millisecond'
        and not exists (select from lease l where l.worker = w.id)
      """;

  private ForgetWorkers() {}

  /**
   * @return how many were dropped
   */
  public static Uni<Integer> run(Sql sql, Duration age) {
    return sql.run(SQL, Columns.parameters(age.toMillis())).map(rows -> rows.rowCount());
  }
}
