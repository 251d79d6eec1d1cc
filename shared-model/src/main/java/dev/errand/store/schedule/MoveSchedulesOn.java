package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.schedule.ScheduleId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves schedules that this transaction has taken on to their next fire. */
@CrossTenant("A worker serves all tenants; it moves what it has taken.")
public final class MoveSchedulesOn {
  private static final String SQL =
      """
      /* schedule.move_on */
      update schedule_position p
      set next_fire_at = moved.next_fire_at
      from unnest($1::uuid[], $2::timestamptz[]) as moved(id, next_fire_at)
      where p.schedule_id = moved.id
      """;

  private MoveSchedulesOn() {}

  /**
   * @param next the fire after those of this transaction; null for none
   */
  public record Move(ScheduleId id, @Nullable Instant next) {}

  public static Uni<Void> run(Sql sql, List<Move> moves) {
    return sql.run(
            SQL,
            Columns.parameters(
                column(moves, UUID[]::new, move -> move.id().value()),
                column(moves, OffsetDateTime[]::new, move -> timestamp(move.next()))))
        .replaceWithVoid();
  }
}
