package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.job.JobId;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what comes of fires, before their jobs are stored in the same transaction. A fire
 * that is known already is left alone: its job exists.
 */
public final class RecordFires {
  private static final String SQL =
      """
      /* fire.record */
      insert into fire (schedule_id, tenant_id, fire_at, job_id, skipped)
      select schedule_id, tenant_id, coalesce(fire_at, clock_timestamp()), job_id, skipped
      from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[])
        as f(schedule_id, tenant_id, fire_at, job_id, skipped)
      order by schedule_id, fire_at
      on conflict on constraint a_fire_makes_one_job do nothing
      returning job_id
      """;

  private RecordFires() {}

  /**
   * A fire and what comes of it.
   *
   * @param fireAt null for now
   * @param job the job that it makes; null where it makes none
   * @param skipped why it makes none
   */
  public record NewFire(
      ScheduleId schedule,
      TenantId tenant,
      @Nullable Instant fireAt,
      @Nullable JobId job,
      @Nullable String skipped) {}

  /**
   * @return the jobs that are to be stored
   */
  public static Uni<Set<JobId>> run(Sql sql, List<NewFire> fires) {
    return sql.run(
            SQL,
            Columns.parameters(
                column(fires, UUID[]::new, fire -> fire.schedule().value()),
                column(fires, UUID[]::new, fire -> fire.tenant().value()),
                column(fires, OffsetDateTime[]::new, fire -> timestamp(fire.fireAt())),
                column(fires, UUID[]::new, RecordFires::job),
                column(fires, String[]::new, NewFire::skipped)))
        .map(rows -> jobs(Rows.all(rows, row -> row)));
  }

  private static @Nullable UUID job(NewFire fire) {
    @Nullable JobId job = fire.job();
    return job == null ? null : job.value();
  }

  private static Set<JobId> jobs(List<Row> rows) {
    Set<JobId> jobs = new HashSet<>();
    for (Row row : rows) {
      @Nullable UUID job = row.getUUID("job_id");
      if (job != null) {
        jobs.add(new JobId(job));
      }
    }
    return jobs;
  }
}
