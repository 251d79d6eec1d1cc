package dev.errand.api.schedules;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.schedule.Fire;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as people see it.
 *
 * @param job as it was given
 * @param nextFireTimes the next five; none while it is paused
 * @param lastFire the newest fire and what came of it; null before the first
 */
record ScheduleView(
    UUID id,
    String name,
    @Nullable String cron,
    @Nullable Duration every,
    String timezone,
    @JsonRawValue @Schema(implementation = Object.class) String job,
    String overlap,
    String misfire,
    Duration catchUp,
    String dstGap,
    String dstOverlap,
    boolean paused,
    @Nullable Instant pausedAt,
    List<Instant> nextFireTimes,
    @Nullable Fire lastFire,
    String createdBy,
    Instant createdAt,
    int version) {
  private static final int NEXT = 5;

  static ScheduleView of(ScheduleEntity row, @Nullable Fire lastFire, Instant now) {
    @Nullable Long every = row.everyMs;
    return new ScheduleView(
        row.id,
        row.name,
        row.cron,
        every == null ? null : Duration.ofMillis(every),
        row.timezone,
        row.job,
        row.overlap,
        row.misfire,
        Duration.ofMillis(row.catchUpMs),
        row.dstGap,
        row.dstOverlap,
        row.pausedAt != null,
        row.pausedAt,
        row.pausedAt == null ? nextFireTimes(row, now) : List.of(),
        lastFire,
        row.createdBy,
        row.createdAt,
        row.version);
  }

  static List<Instant> nextFireTimes(ScheduleEntity row, Instant now) {
    try {
      return row.timing().nextAfter(now, NEXT);
    } catch (ErrandException | DateTimeException unusable) {
      return List.of(); // one row that this build does not understand must not hide the others
    }
  }
}
