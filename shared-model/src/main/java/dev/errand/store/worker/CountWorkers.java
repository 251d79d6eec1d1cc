package dev.errand.store.worker;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Duration;

/** How many workers live, and how many attempts they can run at once. */
@CrossTenant("Workers belong to the platform, not to a tenant.")
public final class CountWorkers {
  private static final String SQL =
      """
      /* worker.count */
      select count(*) as alive, coalesce(sum(slots), 0) as slots
      from worker
      where stopped_at is null and seen_at > now() - $1 * interval '1 millisecond'
      """;

  private CountWorkers() {}

  /** The living. */
  public record Workers(int alive, int slots) {}

  /**
   * @param silence after how long without a sign a worker is taken for dead
   */
  public static Uni<Workers> run(Sql sql, Duration silence) {
    return sql.run(SQL, Columns.parameters(silence.toMillis()))
        .map(rows -> workers(rows.iterator().next()));
  }

  private static Workers workers(Row row) {
    return new Workers(row.getInteger("alive"), row.getInteger("slots"));
  }
}
