package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.instant;
import static dev.errand.store.sql.Columns.millis;

import dev.errand.model.job.JobType;
import dev.errand.model.job.Priority;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.schedule.CronExpression;
import dev.errand.model.schedule.CronSchedule;
import dev.errand.model.schedule.DstGap;
import dev.errand.model.schedule.DstOverlap;
import dev.errand.model.schedule.Interval;
import dev.errand.model.schedule.JobTemplate;
import dev.errand.model.schedule.LatePolicy;
import dev.errand.model.schedule.MisfirePolicy;
import dev.errand.model.schedule.OverlapPolicy;
import dev.errand.model.schedule.Schedule;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.schedule.Timing;
import dev.errand.model.tenant.TenantId;
import io.vertx.sqlclient.Row;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A schedule's columns in our words, as far as this build understands them. */
final class ScheduleRow {
  static final String TIMING =
      "s.id, s.tenant_id, s.created_at, s.cron, s.every_ms, s.timezone, s.dst_gap, s.dst_overlap";

  static final String COLUMNS =
      TIMING
          + """
          , s.overlap, s.misfire, s.catch_up_ms,
            s.job_type, s.job_queue, s.job_priority, s.job_held, s.job_max_attempts,
            s.job_backoff_first_ms, s.job_backoff_cap_ms, s.job_backoff_factor,
            s.job_backoff_jitter, s.job_data, s.job_name, s.job_description, s.job_metadata,
            s.job_tags, s.job_timeout_ms, s.job_concurrency_key
          """
              .strip();

  private ScheduleRow() {}

  /** Reads a row. */
  @FunctionalInterface
  interface Reading<T> {
    T of(Row row);
  }

  /**
   * What the row says.
   *
   * @throws Unusable if it does not mean anything to this build, such as a zone that came with
   *     newer rules than ours
   */
  static <T> T read(Row row, Reading<T> reading) throws Unusable {
    try {
      return reading.of(row);
    } catch (ErrandException refused) {
      throw new Unusable(refused.detail());
    } catch (DateTimeException | IllegalArgumentException | NullPointerException strange) {
      throw new Unusable(String.valueOf(strange.getMessage()));
    }
  }

  /** A row that this build cannot use. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  static Schedule schedule(Row row) {
    return new Schedule(
        new ScheduleId(row.getUUID("id")),
        new TenantId(row.getUUID("tenant_id")),
        timing(row),
        OverlapPolicy.of(row.getString("overlap")).orElseThrow(IllegalArgumentException::new),
        new LatePolicy(
            MisfirePolicy.of(row.getString("misfire")).orElseThrow(IllegalArgumentException::new),
            Duration.ofMillis(row.getLong("catch_up_ms"))),
        template(row));
  }

  static Timing timing(Row row) {
    @Nullable Duration every = millis(row, "every_ms");
    if (every != null) {
      return new Interval(every, Objects.requireNonNull(instant(row, "created_at")));
    }
    return new CronSchedule(
        CronExpression.parse(row.getString("cron")),
        ZoneId.of(row.getString("timezone")),
        DstGap.of(row.getString("dst_gap")).orElseThrow(IllegalArgumentException::new),
        DstOverlap.of(row.getString("dst_overlap")).orElseThrow(IllegalArgumentException::new));
  }

  private static JobTemplate template(Row row) {
    return new JobTemplate(
        new JobType(row.getString("job_type")),
        new QueueName(row.getString("job_queue")),
        new Priority(row.getShort("job_priority")),
        row.getBoolean("job_held"),
        row.getShort("job_max_attempts"),
        backoff(row),
        row.getString("job_data"),
        row.getString("job_name"),
        row.getString("job_description"),
        row.getString("job_metadata"),
        List.of(row.getArrayOfStrings("job_tags")),
        millis(row, "job_timeout_ms"),
        row.getString("job_concurrency_key"));
  }

  private static Backoff backoff(Row row) {
    return new Backoff(
        Duration.ofMillis(row.getLong("job_backoff_first_ms")),
        row.getDouble("job_backoff_factor"),
        Duration.ofMillis(row.getLong("job_backoff_cap_ms")),
        row.getDouble("job_backoff_jitter"));
  }
}
