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
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes ready jobs and starts their leases: by priority inside a lane, which is a queue of a
 * tenant, and fairly between tenants.
 *
 * <p>Recursive walks over the claim index, one probe a step, find the tenants after the one served
 * last, some lanes of each, and the types in a lane; they wrap around once. Each tenant has a share
 * by its weight, each of its lanes an equal part of that, cut down to what the lane's limits leave.
 * Limits count leases and starts, and that is exact because claims are serialised: to be run under
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
          select tenant_id
          from ready
          where tenant_id > $2
          order by tenant_id
          limit 1
        )
        union all
        select following.tenant_id
        from ahead, lateral (
          select r.tenant_id
          from ready r
          where r.tenant_id > ahead.tenant_id
          order by r.tenant_id
          limit 1
        ) as following
      ),
      behind as (
        (
          select tenant_id
          from ready
          where tenant_id <= $2
          order by tenant_id
          limit 1
        )
        union all
        select following.tenant_id
        from behind, lateral (
          select r.tenant_id
          from ready r
          where r.tenant_id > behind.tenant_id and r.tenant_id <= $2
          order by r.tenant_id
          limit 1
        ) as following
      ),
      served as materialized (
        select tenant_id, row_number() over () as n
        from (select * from ahead union all select * from behind) as every
        limit $3
      ),
      lane as materialized (
        select served.tenant_id, own.queue, own.n, own.types
        from served
        left join unnest($7::uuid[], $8::text[]) as visited(tenant_id, queue)
          on visited.tenant_id = served.tenant_id
        cross join lateral (
          with recursive
          onward as (
            (
              select r.queue
              from ready r
              where r.tenant_id = served.tenant_id and r.queue > coalesce(visited.queue, '')
              order by r.queue
              limit 1
            )
            union all
            select following.queue
            from onward, lateral (
              select r.queue
              from ready r
              where r.tenant_id = served.tenant_id and r.queue > onward.queue
              order by r.queue
              limit 1
            ) as following
          ),
          again as (
            (
              select r.queue
              from ready r
              where r.tenant_id = served.tenant_id and r.queue <= visited.queue
              order by r.queue
              limit 1
            )
            union all
            select following.queue
            from again, lateral (
              select r.queue
              from ready r
              where r.tenant_id = served.tenant_id and r.queue > again.queue
                and r.queue <= visited.queue
              order by r.queue
              limit 1
            ) as following
          )
          select every.queue, row_number() over () as n,
            array (
              with recursive
              found as (
                (
                  select r.type
                  from ready r
                  where r.tenant_id = served.tenant_id and r.queue = every.queue
                  order by r.type
                  limit 1
                )
                union all
                select following.type
                from found, lateral (
                  select r.type
                  from ready r
                  where r.tenant_id = served.tenant_id and r.queue = every.queue
                    and r.type > found.type
                  order by r.type
                  limit 1
                ) as following
              )
              select type from found where type = any ($6::text[])
            ) as types
          from (select * from onward union all select * from again) as every
          limit (select greatest(1, $3::int / count(*)) from served)
        ) as own
      ),
      room as materialized (
        select l.tenant_id, l.queue, l.types, l.manual, l.concurrency is not null as limited,
          l.rate_per_ms,
          least(
            greatest(1, floor($1::int * l.part / sum(l.part) over ()))::int,
            l.concurrency - (
              select count(*)
              from lease
              where limited and tenant_id = l.tenant_id and queue = l.queue
            ),
            case when l.rate_count is not null then l.rate_count - (
              select coalesce(sum(s.jobs), 0)
              from queue_start s
              where s.tenant_id = l.tenant_id and s.queue = l.queue
                and s.at > clock_timestamp() - l.rate_per_ms * interval '1 millisecond'
            ) end
          ) as free
        from (
          select lane.*, q.concurrency, q.rate_count, q.rate_per_ms,
            coalesce(q.manual, false) as manual,
            coalesce(share.weight, 1)::float
              / count(*) over (partition by lane.tenant_id) as part
          from lane
          left join lateral (
            select *
            from queue
            where tenant_id = lane.tenant_id and name = lane.queue
            limit 1
          ) as q on true
          left join lateral (
            select weight from tenant_share where tenant_id = lane.tenant_id limit 1
          ) as share on true
          where lane.types <> '{}' and q.paused_at is null
        ) as l
      ),
      picked as materialized (
        select best.row
        from room
        cross join lateral (
          (
            select r.row
            from unnest(room.types) as served(type)
            cross join lateral (
              select ctid as row, priority, place
              from ready
              where tenant_id = room.tenant_id and queue = room.queue and type = served.type
                and not room.manual
              order by priority desc, place
              limit greatest(0, room.free)
            ) as r
            order by r.priority desc, r.place
            limit greatest(0, room.free)
          )
          union all
          (
            select r.ctid
            from go_ahead g
            join ready r on r.moved and r.id = g.job_id
            where room.manual and g.tenant_id = room.tenant_id and g.queue = room.queue
              and r.type = any (room.types)
            order by g.at
            limit greatest(0, room.free)
          )
        ) as best
        limit $1
      ),
      taken as (
        delete from ready
        where ctid = any (array (select row from picked))
        returning tenant_id, queue, priority, place, id, type, attempt, concurrency_key
      ),
      fence as materialized (
        select nextval('lease_token') as token,
          (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms
      ),
      leased as (
        insert into lease (
          id, tenant_id, queue, type, priority, attempt, worker, token, started_at, lease_until,
          concurrency_key, limited
        )
        select id, tenant_id, queue, type, priority, attempt + 1, $4, fence.token,
          clock_timestamp(), clock_timestamp() + $5 * interval '1 millisecond', concurrency_key,
          (tenant_id, queue) in (select tenant_id, queue from room where limited)
        from taken
        cross join fence
      ),
      started as (
        insert into queue_start (tenant_id, queue, at, counts_until, jobs)
        select tenant_id, queue, clock_timestamp(),
          clock_timestamp() + rate_per_ms * interval '1 millisecond',
          (select count(*) from taken t where t.tenant_id = r.tenant_id and t.queue = r.queue)
        from room r
        where rate_per_ms is not null and free > 0
      ),
      spent as (
        delete from go_ahead g
        using room
        where room.manual and g.tenant_id = room.tenant_id and g.queue = room.queue
          and g.job_id in (select id from taken)
      )
      select
        t.id, t.tenant_id, t.queue, t.type, j.priority, t.attempt + 1 as attempt, fence.token,
        j.last_attempt, j.max_attempts, j.backoff_first_ms, j.backoff_cap_ms, j.backoff_factor,
        j.backoff_jitter, case when octet_length(j.data) <= 16384 then j.data end as data,
        j.deadline_at, j.timeout_ms, j.traceparent, octet_length(j.data) > 16384 as large,
        t.priority as rank, t.place, fence.now_ms
      from taken t
      join job j on j.id = t.id
      cross join fence
      union all
      select
        null, s.tenant_id, (
          select l.queue
          from lane l
          where l.tenant_id = s.tenant_id and l.n = (
            select greatest(1, $3::int / count(*)) from served
          )
        ), null, null, s.n, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null
      from served s
      order by rank desc nulls last, place
      """;

  private ClaimJobs() {}

  /**
   * What was claimed, best first.
   *
   * @param reached where the next claim goes on
   * @param whole whether every lane was visited: what is left in them cannot run now
   */
  public record Claim(List<ClaimedJob> jobs, Rotation reached, boolean whole) {}

  /**
   * Who claims, and what.
   *
   * @param worker the worker's row, one for each boot
   * @param types the types it has handlers for; others stay in their queues
   * @param lanes how many tenants, and about how many lanes, to visit at most
   */
  public record Claimant(int worker, List<String> types, Duration lease, int lanes) {}

  /**
   * The claim, and before it what has to be done under the same lock, in one round trip.
   *
   * @param max how many jobs at most
   */
  public static Uni<Claim> underLock(Database database, Claimant claimant, int max, Rotation from) {
    return database.claiming(
        sql ->
            Uni.combine()
                .all()
                .unis(AdmitNext.run(sql).replaceWith(true), run(sql, claimant, max, from))
                .with((admitted, claim) -> claim));
  }

  static Uni<Claim> run(Sql sql, Claimant claimant, int max, Rotation from) {
    return sql.run(
            SQL,
            Columns.parameters(
                max,
                from.tenant(),
                claimant.lanes(),
                claimant.worker(),
                claimant.lease().toMillis(),
                claimant.types().toArray(String[]::new),
                from.queues().keySet().toArray(UUID[]::new),
                from.queues().values().toArray(String[]::new)))
        .map(rows -> claim(rows, claimant, from));
  }

  private static Claim claim(RowSet<Row> rows, Claimant claimant, Rotation from) {
    List<ClaimedJob> jobs = new ArrayList<>(rows.size());
    List<Rotation.Stop> stops = new ArrayList<>();
    for (Row row : rows) {
      if (row.getUUID(0) == null) {
        stops.add(new Rotation.Stop(row.getInteger(5), row.getUUID(1), row.getString(2)));
      } else {
        jobs.add(claimed(row));
      }
    }
    boolean whole =
        stops.size() < claimant.lanes() && stops.stream().allMatch(stop -> stop.queue() == null);
    return new Claim(jobs, from.after(stops), whole);
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
        Boolean.TRUE.equals(row.getBoolean(17)),
        // A place begins with the moment since which the job was ready.
        Math.max(0, row.getLong(20) - new JobId(row.getUUID(19)).millis()));
  }
}
