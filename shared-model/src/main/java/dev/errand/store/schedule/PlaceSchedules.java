package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.schedule.ScheduleId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives schedules the position that belongs to their timing. Of two workers the second is idle. */
public final class PlaceSchedules {
  private static final String SQL =
      """
      /* schedule.place */
      insert into schedule_position (schedule_id, tenant_id, since, next_fire_at)
      select s.id, s.tenant_id, p.since, p.next_fire_at
      from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as p(id, since, next_fire_at)
      join schedule s on s.id = p.id and s.since = p.since
      order by s.id
      on conflict (schedule_id) do update
      set since = excluded.since, next_fire_at = excluded.next_fire_at
      where schedule_position.since <> excluded.since
      """;

  private PlaceSchedules() {}

  /**
   * Where a schedule belongs.
   *
   * @param since the beginning of its timing
   * @param next its next fire; null for none
   */
  public record Position(ScheduleId id, Instant since, @Nullable Instant next) {}

  /**
   * @return how many were placed
   */
  public static Uni<Integer> run(Sql sql, List<Position> positions) {
    return sql.run(
            SQL,
            Columns.parameters(
                column(positions, UUID[]::new, position -> position.id().value()),
                column(positions, OffsetDateTime[]::new, position -> timestamp(position.since())),
                column(positions, OffsetDateTime[]::new, position -> timestamp(position.next()))))
        .map(rows -> rows.rowCount());
  }
}
