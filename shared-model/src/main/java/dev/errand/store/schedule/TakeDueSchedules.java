package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.instant;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.schedule.Schedule;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes schedules whose fire is due, and holds them until the transaction ends: another worker
 * passes them by, and then finds them moved on.
 */
@CrossTenant("A worker serves all tenants; every row keeps its tenant.")
public final class TakeDueSchedules {
  // The definition is locked as well, because recording a fire refers to it: whoever deletes it
  // waits for us there, and not where we would wait for it.
  //
  // Tenants take turns, each with its oldest first: one with many due schedules does not make the
  // others wait until it is through.
  private static final String SQL =
      """
      /* schedule.take_due */
      with due as materialized (
        select oldest.schedule_id,
          row_number() over (partition by oldest.tenant_id order by oldest.next_fire_at) as turn
        from (
          select p.schedule_id, p.tenant_id, p.next_fire_at
          from schedule_position p
          join schedule s on s.id = p.schedule_id
          where p.next_fire_at <= coalesce($1::timestamptz, now())
            and p.since = s.since and s.paused_at is null
            and ($2::uuid is null or p.schedule_id = $2)
          order by p.next_fire_at
          limit $4
        ) as oldest
      )
      select %s, p.next_fire_at, coalesce($1::timestamptz, now()) as now
      from due
      join schedule_position p on p.schedule_id = due.schedule_id
      join schedule s on s.id = due.schedule_id
      where p.next_fire_at <= coalesce($1::timestamptz, now())
        and p.since = s.since and s.paused_at is null
      order by due.turn, p.next_fire_at
      limit $3
      for update of p skip locked
      for key share of s skip locked
      """
          .formatted(ScheduleRow.COLUMNS);

  // Bounds what a round costs after a long pause of all workers.
  private static final int MOST_SEEN = 10_000;

  private TakeDueSchedules() {}

  /**
   * A schedule whose fire is due.
   *
   * @param due when the fire was due
   * @param now what the database's clock says
   */
  public record DueSchedule(
      ScheduleId id, TenantId tenant, Instant due, Instant now, Definition definition) {}

  /** What its row says. */
  public sealed interface Definition {
    /** It can be fired. */
    record Usable(Schedule schedule) implements Definition {}

    /** This build cannot use it. */
    record Unusable(String why) implements Definition {}
  }

  /**
   * @param now null for the database's clock
   * @param only that schedule alone; null for any
   */
  public static Uni<List<DueSchedule>> run(
      Sql sql, @Nullable Instant now, @Nullable ScheduleId only, int limit) {
    @Nullable UUID id = only == null ? null : only.value();
    return sql.run(SQL, Columns.parameters(timestamp(now), id, limit, MOST_SEEN))
        .map(rows -> Rows.all(rows, TakeDueSchedules::due));
  }

  private static DueSchedule due(Row row) {
    return new DueSchedule(
        new ScheduleId(row.getUUID("id")),
        new TenantId(row.getUUID("tenant_id")),
        Objects.requireNonNull(instant(row, "next_fire_at")),
        Objects.requireNonNull(instant(row, "now")),
        definition(row));
  }

  private static Definition definition(Row row) {
    try {
      return new Definition.Usable(ScheduleRow.read(row, ScheduleRow::schedule));
    } catch (ScheduleRow.Unusable unusable) {
      return new Definition.Unusable(unusable.why());
    }
  }
}
