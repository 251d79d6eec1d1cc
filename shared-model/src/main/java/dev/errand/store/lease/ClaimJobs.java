package dev.errand.store.lease;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.lease.Lease;
import dev.errand.model.lease.LeaseToken;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes ready jobs and starts their leases, by priority inside a lane and fairly between lanes.
 *
 * <p>A lane is a queue of a tenant. A recursive walk over the claim index finds the next lanes
 * after the one served last, wraps around once, and takes an equal share of each. To be run under
 * the claim lock ({@link dev.errand.store.sql.Database#claiming}).
 */
@CrossTenant("A worker serves all tenants; the rotation over lanes keeps them fair.")
public final class ClaimJobs {
  private static final String SQL =
      """
      /* lease.claim */
      with recursive
      ahead as (
        (
          select tenant_id, queue
          from ready
          where (tenant_id, queue) > ($2::uuid, $3::text)
          order by tenant_id, queue
          limit 1
        )
        union all
        select following.*
        from ahead, lateral (
          select r.tenant_id, r.queue
          from ready r
          where (r.tenant_id, r.queue) > (ahead.tenant_id, ahead.queue)
          order by r.tenant_id, r.queue
          limit 1
        ) as following
      ),
      behind as (
        (
          select tenant_id, queue
          from ready
          where (tenant_id, queue) <= ($2::uuid, $3::text)
          order by tenant_id, queue
          limit 1
        )
        union all
        select following.*
        from behind, lateral (
          select r.tenant_id, r.queue
          from ready r
          where (r.tenant_id, r.queue) > (behind.tenant_id, behind.queue)
            and (r.tenant_id, r.queue) <= ($2::uuid, $3::text)
          order by r.tenant_id, r.queue
          limit 1
        ) as following
      ),
      lane as materialized (
        select tenant_id, queue, row_number() over () as n
        from (select * from ahead union all select * from behind) as every
        limit $4
      ),
      picked as materialized (
        select best.row
        from lane
        cross join lateral (
          select r.ctid as row
          from ready r
          where r.tenant_id = lane.tenant_id and r.queue = lane.queue and r.type = any ($8::text[])
          order by r.priority desc, r.place
          limit (select greatest(1, $1::int / count(*)) from lane)
        ) as best
        limit $1
      ),
      taken as (
        delete from ready
        where ctid = any (array (select row from picked))
        returning tenant_id, queue, priority, place, id, type, attempt
      ),
      fence as materialized (
        select nextval('lease_token') as token
      ),
      leased as (
        insert into lease (
          id, tenant_id, queue, type, priority, attempt, worker, token, started_at, lease_until
        )
        select id, tenant_id, queue, type, priority, attempt + 1, $5, fence.token,
          clock_timestamp(), clock_timestamp() + $6 * interval '1 millisecond'
        from taken
        cross join fence
      ),
      reached as (
        select tenant_id, queue from lane where n = (select max(n) from lane)
      )
      select
        t.id, t.tenant_id, t.queue, t.type, t.priority, t.attempt + 1 as attempt, fence.token,
        j.last_attempt, j.max_attempts, j.backoff_first_ms, j.backoff_cap_ms, j.backoff_factor,
        j.backoff_jitter, case when length(j.data::text) <= 16384 then j.data::text end as data,
        j.deadline_at, j.timeout_ms, j.traceparent, length(j.data::text) > 16384 as large,
        reached.tenant_id as reached_tenant, reached.queue as reached_queue
      from reached
      left join (taken t join job j on j.id = t.id cross join fence) on $7
      order by t.priority desc, t.place
      """;

  private ClaimJobs() {}

  /**
   * The lane that was served last; where the next claim goes on.
   *
   * @param queue may be empty, before the first lane of the tenant
   */
  public record Cursor(UUID tenant, String queue) {
    public static final Cursor START = new Cursor(new UUID(0, 0), "");
  }

  /**
   * What was claimed, best first.
   *
   * @param reached where to go on; unchanged when nothing is ready
   */
  public record Claim(List<ClaimedJob> jobs, Cursor reached) {}

  /**
   * Who claims, and what.
   *
   * @param worker the worker's row, one for each boot
   * @param types the types it has handlers for; others stay in their queues
   * @param lanes how many lanes to visit at most
   */
  public record Claimant(int worker, List<String> types, Duration lease, int lanes) {}

  /**
   * @param max how many jobs at most
   */
  public static Uni<Claim> run(Sql sql, Claimant claimant, int max, Cursor from) {
    return sql.run(
            SQL,
            Columns.parameters(
                max,
                from.tenant(),
                from.queue(),
                claimant.lanes(),
                claimant.worker(),
                claimant.lease().toMillis(),
                true,
                claimant.types().toArray(String[]::new)))
        .map(rows -> claim(rows, from));
  }

  private static Claim claim(RowSet<Row> rows, Cursor from) {
    List<ClaimedJob> jobs = new ArrayList<>(rows.size());
    Cursor reached = from;
    for (Row row : rows) {
      reached = new Cursor(row.getUUID("reached_tenant"), row.getString("reached_queue"));
      if (row.getUUID("id") != null) {
        jobs.add(claimed(row));
      }
    }
    return new Claim(jobs, reached);
  }

  private static ClaimedJob claimed(Row row) {
    return new ClaimedJob(
        new Lease(
            new TenantId(row.getUUID(1)),
            new JobId(row.getUUID(0)),
            new LeaseToken(row.getLong(6)),
            row.getInteger(5)),
        new JobType(row.getString(3)),
        new QueueName(row.getString(2)),
        row.getShort(4),
        row.getShort(7),
        row.getShort(8),
        new Backoff(
            Duration.ofMillis(row.getLong(9)),
            row.getFloat(11),
            Duration.ofMillis(row.getLong(10)),
            row.getFloat(12)),
        row.getString(13),
        Columns.instant(row, "deadline_at"),
        Columns.millis(row, "timeout_ms"),
        row.getString(16),
        Boolean.TRUE.equals(row.getBoolean(17)));
  }
}
