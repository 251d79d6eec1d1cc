package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.millis;
import static dev.errand.store.sql.Columns.parameters;
import static dev.errand.store.sql.Columns.sparse;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.Lease;
import dev.errand.model.lease.LeaseToken;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.PgArray;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.Announcement;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores jobs of any tenants, each ready, held or scheduled, or begun at once. */
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
          end as due_at,
          $26::int is not null and s.direct
            and not exists (
              select from ready r where r.tenant_id = s.tenant_id and r.queue = s.queue
            )
            and not exists (
              select from queue q where q.tenant_id = s.tenant_id and q.name = s.queue
            ) as begins
        from unnest(
          $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::smallint[],
          $7::bigint[], $8::bigint[], $9::real[], $10::real[], $11::text[], $12::text[],
          $13::text[], $14::text[], $15::text[], $16::text[], $17::timestamptz[],
          $18::timestamptz[], $19::bigint[], $20::text[], $21::boolean[], $22::bigint[],
          $23::text[], $24::text[], $25::uuid[], $28::boolean[]
        ) as s(
          id, tenant_id, queue, type, priority, max_attempts,
          backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by, data,
          name, description, metadata, tags, run_at,
          deadline_at, timeout_ms, traceparent, held, delay_ms,
          concurrency_key, unique_key, schedule_id, direct
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
        where due_at is null and held is not true and begins is not true
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
      ),
      begun as (
        insert into lease (
          id, tenant_id, queue, type, priority, attempt, worker, token, started_at, lease_until
        )
        select id, tenant_id, queue, type, priority, 1, $26, nextval('lease_token'),
          clock_timestamp(), clock_timestamp() + $27 * interval '1 millisecond'
        from submitted
        where begins
        returning id, token, started_at
      ),
      %s,
      %s,
      %s
      select id, due_at, null::bigint as token, null::timestamptz as started_at from put_off
      union all
      select id, null, token, started_at from begun
      """
          .formatted(
              Announcement.listeners("submitted"),
              Announcement.of(
                  "announced",
                  "submitted",
                  "'job.submitted'",
                  "case when held then 'held' when due_at is not null then 'scheduled'"
                      + " else 'pending' end",
                  "0"),
              Announcement.of(
                  "start_announced",
                  "(select * from submitted where begins) as begins",
                  "'job.started'",
                  "'running'",
                  "1"));

  private InsertJobs() {}

  /**
   * What became of jobs that are not simply ready or held now.
   *
   * @param due when each scheduled job becomes due
   * @param begun the first lease of each job that began at once
   */
  public record Stored(Map<JobId, Instant> due, Map<JobId, Begun> begun) {
    /** The job as it stands now. */
    public Job job(NewJob job) {
      @Nullable Begun first = begun.get(job.id());
      return job.stored(due.get(job.id()), first == null ? null : first.at());
    }
  }

  /** The lease under which a job began in the statement that stored it. */
  public record Begun(Lease lease, Instant at) {}

  /**
   * A worker that has free slots for some of the jobs.
   *
   * @param worker the worker's row
   * @param jobs those it can begin at once; a queue that has settings, or jobs that are ready
   *     already, goes by its claims all the same
   */
  public record Direct(int worker, Duration lease, Set<JobId> jobs) {}

  /**
   * Stores them all or none.
   *
   * @param jobs valid, in order of submission
   */
  public static Uni<Stored> run(Sql sql, List<NewJob> jobs) {
    return run(sql, jobs, null);
  }

  /**
   * Stores them all or none, and begins some in the same statement: for an idle worker that saves
   * the way through {@code ready}, and a commit. Only jobs without a key may begin so; limits are
   * safe, because a queue with settings is left to the claims.
   *
   * @param direct null to begin none
   */
  public static Uni<Stored> run(Sql sql, List<NewJob> jobs, @Nullable Direct direct) {
    return sql.run(SQL, bind(jobs, direct)).map(rows -> stored(rows, jobs));
  }

  private static Tuple bind(List<NewJob> jobs, @Nullable Direct direct) {
    Tuple parameters = bind(jobs);
    if (direct == null) {
      return parameters.addValue(null).addValue(null).addValue(null);
    }
    return parameters
        .addInteger(direct.worker())
        .addLong(direct.lease().toMillis())
        .addValue(
            sparse(jobs, Boolean[]::new, job -> direct.jobs().contains(job.id()) ? true : null));
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

  private static Stored stored(RowSet<Row> rows, List<NewJob> jobs) {
    if (rows.size() == 0) {
      return new Stored(Map.of(), Map.of());
    }
    Map<JobId, TenantId> tenants = new HashMap<>();
    jobs.forEach(job -> tenants.put(job.id(), job.tenant()));
    Map<JobId, Instant> due = new HashMap<>();
    Map<JobId, Begun> begun = new HashMap<>();
    for (Row row : rows) {
      var id = new JobId(row.getUUID("id"));
      @Nullable Instant dueAt = Columns.instant(row, "due_at");
      @Nullable Instant startedAt = Columns.instant(row, "started_at");
      if (dueAt != null) {
        due.put(id, dueAt);
      }
      if (startedAt != null) {
        TenantId tenant = Objects.requireNonNull(tenants.get(id));
        var lease = new Lease(tenant, id, new LeaseToken(row.getLong("token")), 1);
        begun.put(id, new Begun(lease, startedAt));
      }
    }
    return new Stored(due, begun);
  }
}
