package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.instant;

import dev.errand.model.schedule.ScheduleId;
import dev.errand.store.schedule.PlaceSchedules.Position;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where schedules belong that are new, or whose timing has changed since they were placed. */
@CrossTenant("A worker serves all tenants; positions take their tenant from the schedule.")
public final class FindUnplaced {
  private static final String SQL =
      """
      /* schedule.unplaced */
      select %s, s.since, s.paused_at is not null as paused
      from schedule s
      left join schedule_position p on p.schedule_id = s.id
      where p.since is distinct from s.since
      limit $1
      """
          .formatted(ScheduleRow.TIMING);

  private FindUnplaced() {}

  public static Uni<List<Position>> run(Sql sql, int limit) {
    return sql.run(SQL, Columns.parameters(limit))
        .map(rows -> Rows.all(rows, FindUnplaced::position));
  }

  private static Position position(Row row) {
    Instant since = Objects.requireNonNull(instant(row, "since"));
    return new Position(new ScheduleId(row.getUUID("id")), since, next(row, since));
  }

  private static @Nullable Instant next(Row row, Instant since) {
    if (row.getBoolean("paused")) {
      return null;
    }
    try {
      return ScheduleRow.read(row, ScheduleRow::timing).nextAfter(since).orElse(null);
    } catch (ScheduleRow.Unusable unusable) {
      return since; // due at once: firing says what is wrong with it
    }
  }
}
