package dev.errand.store.schedule;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** How long until the next fire of all schedules. */
@CrossTenant("Asks for a time alone.")
public final class FindNextFire {
  private static final String SQL =
      """
      /* schedule.next_fire */
      select (extract(epoch from next_fire_at - clock_timestamp()) * 1000)::bigint as next_ms
      from schedule_position
      where next_fire_at > clock_timestamp()
      order by next_fire_at
      limit 1
      """;

  private FindNextFire() {}

  public static Uni<Optional<Duration>> run(Sql sql) {
    return sql.run(SQL, Columns.parameters())
        .map(rows -> Rows.first(rows, row -> Duration.ofMillis(row.getLong("next_ms"))));
  }
}
