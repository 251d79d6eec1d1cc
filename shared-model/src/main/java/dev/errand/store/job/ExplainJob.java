package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.queue.QueuePause;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a job stands, and everything around it that may keep it from running. */
public final class ExplainJob {
  private static final String SQL =
      """
      /* job.explain */
      with recursive
      asked as materialized (
        select id, tenant_id, queue, type, priority, concurrency_key
        from job
        where tenant_id = $1 and id = $2 and hidden_at is null
      ),
      stands as materialized (
        select fresh.priority, fresh.place, false as in_line
        from asked a
        cross join lateral (
          select r.priority, r.place
          from ready r
          where r.tenant_id = $1 and r.queue = a.queue and r.type = a.type
            and r.priority = a.priority and r.place = a.id and not r.moved
          limit 1
        ) as fresh
        union all
        select priority, place, false from ready where tenant_id = $1 and moved and id = $2
        union all
        select priority, place, true from in_line where tenant_id = $1 and id = $2
      ),
      found as (
        (
          select r.type
          from asked a
          join ready r on r.tenant_id = $1 and r.queue = a.queue
          order by r.type
          limit 1
        )
        union all
        select following.type
        from found, asked a, lateral (
          select r.type
          from ready r
          where r.tenant_id = $1 and r.queue = a.queue and r.type > found.type
          order by r.type
          limit 1
        ) as following
      ),
      first as (
        select count(*) as jobs
        from (
          select
          from asked a
          cross join stands s
          cross join found
          cross join lateral (
            (
              select
              from ready r
              where r.tenant_id = $1 and r.queue = a.queue and r.type = found.type
                and r.priority > s.priority
              limit $3
            )
            union all
            (
              select
              from ready r
              where r.tenant_id = $1 and r.queue = a.queue and r.type = found.type
                and r.priority = s.priority and r.place < s.place
              limit $3
            )
          ) as better
          limit $3
        ) as counted
      ),
      line as (
        select count(*) as jobs
        from (
          select
          from asked a
          cross join stands s
          join in_line i on i.tenant_id = $1 and i.queue = a.queue
            and i.concurrency_key = a.concurrency_key
          where s.in_line
            and (i.priority > s.priority or i.priority = s.priority and i.place < s.place)
          limit $3
        ) as counted
      ),
      starts as (
        select case when sum(w.jobs) >= w.rate_count then min(w.at) filter (
            where w.later < w.rate_count
          ) + w.rate_per_ms * interval '1 millisecond' end as again_at
        from (
          select s.at, s.jobs, q.rate_count, q.rate_per_ms,
            sum(s.jobs) over (order by s.at desc) - s.jobs as later
          from asked a
          join queue q on q.tenant_id = $1 and q.name = a.queue
          join queue_start s on s.tenant_id = $1 and s.queue = a.queue
            and s.at > clock_timestamp() - q.rate_per_ms * interval '1 millisecond'
        ) as w
        group by w.rate_count, w.rate_per_ms
      ),
      pace as (
        select sum(f.completed + f.failed + f.retried + f.cancelled) as ended,
          clock_timestamp() - min(f.minute) as within
        from asked a
        join figure f on f.tenant_id = $1 and f.queue = a.queue
          and f.minute > clock_timestamp() - interval '10 minutes'
      )
      select coalesce(o.state, case when l.id is not null then 'running' end, w.state, 'pending')
          as state,
        w.due_at, least($3 - 1, first.jobs + line.jobs) as before, q.concurrency,
        (select again_at from starts) as again_at,
        (
          select clock_timestamp() + within * ((first.jobs + line.jobs) / ended::float)
          from pace
          where ended > 0 and first.jobs + line.jobs < $3
        ) as turn_at,
        q.paused_at, q.paused_by, q.pause_reason,
        coalesce(q.manual, false)
          and not exists (select from go_ahead g where g.tenant_id = $1 and g.job_id = a.id)
          as waits_for_people,
        (
          select count(*) from lease r where r.tenant_id = $1 and r.queue = a.queue and r.limited
        ) as running,
        case when (select s.in_line from stands s limit 1) then coalesce(
          (
            select r.id
            from lease r
            where r.tenant_id = $1 and r.queue = a.queue and r.concurrency_key = a.concurrency_key
            order by r.started_at
            limit 1
          ),
          (
            select r.id
            from ready r
            where r.tenant_id = $1 and r.queue = a.queue and r.concurrency_key = a.concurrency_key
            limit 1
          )
        ) end as key_holder,
        exists (
          select
          from worker
          where stopped_at is null and seen_at > now() - $4 * interval '1 millisecond'
            and a.type = any (types)
        ) as has_worker
      from asked a
      cross join first
      cross join line
      left join lateral (
        select state from outcome where tenant_id = $1 and id = a.id limit 1
      ) as o on true
      left join lateral (
        select id from lease where tenant_id = $1 and id = a.id limit 1
      ) as l on true
      left join lateral (
        select state, due_at from waiting where tenant_id = $1 and id = a.id limit 1
      ) as w on true
      left join lateral (
        select * from queue where tenant_id = $1 and name = a.queue limit 1
      ) as q on true
      """;

  private ExplainJob() {}

  /**
   * What was found.
   *
   * @param dueAt null unless it is scheduled or retrying
   * @param before how many pending jobs go first, counted up to a limit
   * @param keyHolder the job of its key that it waits for; null when it waits for none
   * @param turnAt when its turn comes, at the pace of the queue's last minutes; null when there is
   *     nothing to judge by
   * @param startsAgainAt when the queue's rate lets the next job start; null when it does now
   * @param waitsForPeople whether somebody has to let it run
   */
  public record Surroundings(
      JobState state,
      @Nullable Instant dueAt,
      @Nullable QueuePause pause,
      long before,
      @Nullable JobId keyHolder,
      boolean isFull,
      @Nullable Instant turnAt,
      @Nullable Instant startsAgainAt,
      boolean waitsForPeople,
      boolean hasWorker) {}

  /**
   * @param most how many jobs before it to count at most
   * @param alive how long ago a worker that lives was seen at most
   */
  public static Uni<Optional<Surroundings>> run(
      Sql sql, TenantId tenant, JobId id, int most, Duration alive) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value(), most + 1, alive.toMillis()))
        .map(rows -> Rows.first(rows, ExplainJob::surroundings));
  }

  private static Surroundings surroundings(Row row) {
    @Nullable UUID holder = row.getUUID("key_holder");
    @Nullable Integer concurrency = row.getInteger("concurrency");
    return new Surroundings(
        JobState.of(row.getString("state")).orElseThrow(),
        Columns.instant(row, "due_at"),
        pause(row),
        row.getLong("before"),
        holder == null ? null : new JobId(holder),
        concurrency != null && row.getLong("running") >= concurrency,
        Columns.instant(row, "turn_at"),
        Columns.instant(row, "again_at"),
        row.getBoolean("waits_for_people"),
        row.getBoolean("has_worker"));
  }

  private static @Nullable QueuePause pause(Row row) {
    @Nullable Instant at = Columns.instant(row, "paused_at");
    return at == null
        ? null
        : new QueuePause(at, row.getString("paused_by"), row.getString("pause_reason"));
  }
}
