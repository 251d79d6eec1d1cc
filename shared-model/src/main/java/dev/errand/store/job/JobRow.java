package dev.errand.store.job;

import static dev.errand.store.sql.Columns.instant;
import static dev.errand.store.sql.Columns.millis;
import static dev.errand.store.sql.Columns.real;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobError;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.Progress;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job's columns, of {@link JobTables#JOINED}. */
final class JobRow {
  static final String COLUMNS =
      """
      j.id, j.tenant_id, j.type, j.name, j.description, j.queue, j.priority, %s as state,
        j.data, j.metadata, j.tags, %s as attempt,
        j.last_attempt, j.backoff_first_ms, j.backoff_cap_ms, j.backoff_factor, j.backoff_jitter,
        l.progress, l.message, o.result,
        o.error_code, o.error_message,
        coalesce(w.due_at, j.run_at) as run_at, j.deadline_at, j.timeout_ms, j.concurrency_key,
        j.unique_key, j.schedule_id, j.created_by,
        coalesce(o.started_at, l.started_at) as started_at, o.finished_at, j.version
      """
          .strip()
          .formatted(JobTables.STATE, JobTables.ATTEMPT);

  private JobRow() {}

  static Job job(Row row) {
    var id = new JobId(row.getUUID("id"));
    return new Job(
        id,
        new TenantId(row.getUUID("tenant_id")),
        new JobType(row.getString("type")),
        row.getString("name"),
        row.getString("description"),
        new QueueName(row.getString("queue")),
        row.getShort("priority"),
        JobState.of(row.getString("state")).orElseThrow(),
        row.getString("data"),
        row.getString("metadata"),
        tags(row),
        row.getShort("attempt"),
        row.getShort("last_attempt"),
        backoff(row),
        progress(row),
        row.getString("result"),
        error(row),
        instant(row, "run_at"),
        instant(row, "deadline_at"),
        millis(row, "timeout_ms"),
        row.getString("concurrency_key"),
        row.getString("unique_key"),
        row.getUUID("schedule_id"),
        row.getString("created_by"),
        id.createdAt(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getInteger("version"));
  }

  private static List<String> tags(Row row) {
    String @Nullable [] tags = row.getArrayOfStrings("tags");
    return tags == null ? List.of() : List.of(tags);
  }

  static Backoff backoff(Row row) {
    return new Backoff(
        Duration.ofMillis(row.getLong("backoff_first_ms")),
        real(row, "backoff_factor"),
        Duration.ofMillis(row.getLong("backoff_cap_ms")),
        real(row, "backoff_jitter"));
  }

  private static @Nullable Progress progress(Row row) {
    Short percent = row.getShort("progress");
    return percent == null ? null : new Progress(percent, row.getString("message"));
  }

  private static @Nullable JobError error(Row row) {
    String code = row.getString("error_code");
    if (code == null) {
      return null;
    }
    Instant at = Objects.requireNonNull(instant(row, "finished_at"));
    return new JobError(code, row.getString("error_message"), at);
  }
}
