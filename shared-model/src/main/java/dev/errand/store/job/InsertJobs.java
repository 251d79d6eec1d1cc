package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.millis;
import static dev.errand.store.sql.Columns.parameters;
import static dev.errand.store.sql.Columns.sparse;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.PgArray;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores jobs of any tenants, each ready, held or scheduled. */
@CrossTenant("Gathers submissions of many callers; each row carries the tenant of its caller.")
public final class InsertJobs {
  private static final String SQL =
      """
      /* job.insert */
      with submitted as materialized (
        select s.*,
          case
            when delay_ms is not null then now() + delay_ms * interval '1 millisecond'
            when run_at > now() then run_at
          end as due_at
        from unnest(
          $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::smallint[],
          $7::bigint[], $8::bigint[], $9::real[], $10::real[], $11::text[], $12::text[],
          $13::text[], $14::text[], $15::text[], $16::text[], $17::timestamptz[],
          $18::timestamptz[], $19::bigint[], $20::text[], $21::boolean[], $22::bigint[],
          $23::text[], $24::text[], $25::uuid[]
        ) as s(
          id, tenant_id, queue, type, priority, max_attempts,
          backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by, data,
          name, description, metadata, tags, run_at,
          deadline_at, timeout_ms, traceparent, held, delay_ms,
          concurrency_key, unique_key, schedule_id
        )
      ),
      stored as (
        insert into job (
          id, tenant_id, queue, type, priority, max_attempts, last_attempt,
          backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by, data,
          name, description, metadata, tags, run_at,
          deadline_at, timeout_ms, traceparent, concurrency_key, unique_key, schedule_id
        )
        select
          id, tenant_id, queue, type, priority, max_attempts, max_attempts,
          backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by, data,
          name, description, metadata, tags::text[], coalesce(due_at, run_at),
          deadline_at, timeout_ms, traceparent, concurrency_key, unique_key, schedule_id
        from submitted
      ),
      queued as (
        insert into ready (tenant_id, queue, type, priority, place, id, attempt, concurrency_key)
        select tenant_id, queue, type, priority, id, id, 0, concurrency_key
        from submitted
        where due_at is null and held is not true
      ),
      limited as (
        insert into deadline (deadline_at, job_id, tenant_id)
        select deadline_at, id, tenant_id
        from submitted
        where deadline_at is not null
      ),
      put_off as (
        insert into waiting (
          id, tenant_id, queue, type, priority, attempt, state, due_at, concurrency_key
        )
        select id, tenant_id, queue, type, priority, 0,
          case when held then 'held' else 'scheduled' end, due_at, concurrency_key
        from submitted
        where due_at is not null or held
        returning id, due_at
      )
      select id, due_at from put_off
      """;

  private InsertJobs() {}

  /**
   * Stores them all or none.
   *
   * @param jobs valid, in order of submission
   * @return when each scheduled job becomes due; jobs that are ready or held are not in it
   */
  public static Uni<Map<JobId, Instant>> run(Sql sql, List<NewJob> jobs) {
    return sql.run(SQL, bind(jobs)).map(InsertJobs::dueTimes);
  }

  private static Tuple bind(List<NewJob> jobs) {
    return parameters(
        column(jobs, UUID[]::new, job -> job.id().value()),
        column(jobs, UUID[]::new, job -> job.tenant().value()),
        column(jobs, String[]::new, job -> job.queue().value()),
        column(jobs, String[]::new, job -> job.type().value()),
        column(jobs, Short[]::new, job -> (short) job.priority().value()),
        column(jobs, Short[]::new, job -> (short) job.maxAttempts()),
        column(jobs, Long[]::new, job -> job.backoff().first().toMillis()),
        column(jobs, Long[]::new, job -> job.backoff().cap().toMillis()),
        column(jobs, Float[]::new, job -> (float) job.backoff().factor()),
        column(jobs, Float[]::new, job -> (float) job.backoff().jitter()),
        column(jobs, String[]::new, NewJob::createdBy),
        sparse(jobs, String[]::new, NewJob::data),
        sparse(jobs, String[]::new, NewJob::name),
        sparse(jobs, String[]::new, NewJob::description),
        sparse(jobs, String[]::new, NewJob::metadata),
        sparse(jobs, String[]::new, job -> PgArray.literal(job.tags())),
        sparse(jobs, OffsetDateTime[]::new, job -> timestamp(moment(job.start()))),
        sparse(jobs, OffsetDateTime[]::new, job -> timestamp(job.deadlineAt())),
        sparse(jobs, Long[]::new, job -> millis(job.timeout())),
        sparse(jobs, String[]::new, NewJob::traceparent),
        sparse(jobs, Boolean[]::new, job -> job.start() instanceof Start.Held ? true : null),
        sparse(jobs, Long[]::new, job -> millis(delay(job.start()))),
        sparse(jobs, String[]::new, NewJob::concurrencyKey),
        sparse(jobs, String[]::new, NewJob::uniqueKey),
        sparse(jobs, UUID[]::new, NewJob::scheduleId));
  }

  private static @Nullable Instant moment(Start start) {
    return start instanceof Start.At at ? at.moment() : null;
  }

  private static @Nullable Duration delay(Start start) {
    return start instanceof Start.After after ? after.delay() : null;
  }

  private static Map<JobId, Instant> dueTimes(RowSet<Row> rows) {
    Map<JobId, Instant> due = new HashMap<>();
    for (Row row : rows) {
      @Nullable Instant moment = Columns.instant(row, "due_at");
      if (moment != null) {
        due.put(new JobId(row.getUUID("id")), moment);
      }
    }
    return due;
  }
}
