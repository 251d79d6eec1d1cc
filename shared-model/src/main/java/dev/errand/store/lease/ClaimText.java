package dev.errand.store.lease;

import dev.errand.store.webhook.Announcement;

/**
 * The text of {@link ClaimJobs}, in the order in which it finds its way from all tenants to the
 * rows that it takes.
 *
 * <p>{@code $1} most jobs, {@code $2} the tenant served last, {@code $3} lanes, {@code $4} worker,
 * {@code $5} lease in milliseconds, {@code $6} types, {@code $7} and {@code $8} the queue served
 * last of each tenant that has more than were served, {@code $9} the tenant whose turn has begun,
 * {@code $10} how many jobs it has had in that turn.
 */
final class ClaimText {
  // Recursive walks over the claim index, one probe a step. They wrap around once.
  private static final String TENANTS =
      """
      /* lease.claim */
      with recursive
      moment as materialized (
        select clock_timestamp() as now
      ),
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
      """;

  // Of each tenant some queues, and the types in them that this worker runs.
  private static final String LANES =
      """
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
      """;

  // What the limits of a lane leave; null where it has none. Leases and starts are counted, not
  // remembered: claims are serialised, so nobody starts another meanwhile.
  private static final String ROOM =
      """
      room as materialized (
        select l.tenant_id, l.queue, l.n, l.types, l.weight, l.manual, l.limited, l.rate_per_ms,
          least(
            case when l.limited then l.concurrency - (
              select count(*)
              from lease
              where limited and tenant_id = l.tenant_id and queue = l.queue
            ) end,
            l.rate_count - starts.jobs
          ) as free,
          starts.again_at
        from (
          select lane.*, coalesce(share.weight, 1) as weight, coalesce(q.manual, false) as manual,
            q.concurrency, q.concurrency is not null as limited, q.rate_count, q.rate_per_ms
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
        cross join moment
        left join lateral (
          select coalesce(sum(w.jobs), 0) as jobs,
            case when sum(w.jobs) >= l.rate_count then min(w.at) filter (where w.later < l.rate_count)
              + l.rate_per_ms * interval '1 millisecond' end as again_at
          from (
            select s.at, s.jobs, sum(s.jobs) over (order by s.at desc) - s.jobs as later
            from queue_start s
            where s.tenant_id = l.tenant_id and s.queue = l.queue
              and s.at > moment.now - l.rate_per_ms * interval '1 millisecond'
          ) as w
        ) as starts on l.rate_count is not null
      ),
      open as materialized (
        select room.*, row_number() over (partition by room.tenant_id order by room.n) as rank
        from room
        where (room.free is null or room.free > 0)
          and (not room.manual or exists (
            select
            from go_ahead g
            cross join lateral (
              select type from ready where moved and id = g.job_id limit 1
            ) as r
            where g.tenant_id = room.tenant_id and g.queue = room.queue and r.type = any (room.types)
          ))
      ),
      """;

  // Where there is enough for everybody, a tenant has its part by weight. Where there is not, they
  // have turns: each as many jobs as its weight says, and the next claim goes on where this one
  // stopped, or the first tenant would get all that a busy worker has to give. The same holds for
  // the lanes of a tenant.
  private static final String SHARES =
      """
      turn as materialized (
        select part.*, least(part.jobs, $1::int - coalesce(
            sum(part.jobs) over (order by part.n rows between unbounded preceding and 1 preceding), 0
          ))::int as quota
        from (
          select served.tenant_id, served.n, count(*)::int as lanes,
            case when $1::int >= sum(open.weight) over ()
              then $1::int * open.weight / sum(open.weight) over ()
              else greatest(1, open.weight - case when open.tenant_id = $9 then $10::int else 0 end)
            end::int as jobs
          from open
          join served on served.tenant_id = open.tenant_id
          group by open.tenant_id, served.tenant_id, served.n, open.weight
        ) as part
      ),
      share as materialized (
        select open.*, least(
            turn.quota / turn.lanes + (open.rank <= turn.quota % turn.lanes)::int, open.free
          )::int as most
        from open
        join turn on turn.tenant_id = open.tenant_id
        where turn.quota > 0 and (turn.quota >= turn.lanes or open.rank <= turn.quota)
      ),
      """;

  // Starts are counted in steps of a thousandth of the rate's time, each at its end: so a limit is
  // never exceeded, and a claim adds up a thousand rows at most.
  private static final String TAKING =
      """
      picked as materialized (
        select best.row
        from share
        cross join lateral (
          (
            select r.row
            from unnest(share.types) as served(type)
            cross join lateral (
              select ctid as row, priority, place
              from ready
              where tenant_id = share.tenant_id and queue = share.queue and type = served.type
                and not share.manual
              order by priority desc, place
              limit share.most
            ) as r
            order by r.priority desc, r.place
            limit share.most
          )
          union all
          (
            select r.row
            from go_ahead g
            cross join lateral (
              select ctid as row, type from ready where moved and id = g.job_id limit 1
            ) as r
            where share.manual and g.tenant_id = share.tenant_id and g.queue = share.queue
              and r.type = any (share.types)
            order by g.at
            limit share.most
          )
        ) as best
      ),
      taken as (
        delete from ready
        where ctid = any (array (select row from picked))
        returning tenant_id, queue, priority, place, id, type, attempt, concurrency_key
      ),
      fence as materialized (
        select nextval('lease_token') as token
      ),
      leased as (
        insert into lease (
          id, tenant_id, queue, type, priority, attempt, worker, token, started_at, lease_until,
          concurrency_key, limited
        )
        select id, tenant_id, queue, type, priority, attempt + 1, $4, fence.token,
          moment.now, moment.now + $5 * interval '1 millisecond', concurrency_key,
          (tenant_id, queue) in (select tenant_id, queue from share where limited)
        from taken
        cross join fence
        cross join moment
      ),
      start as materialized (
        select s.tenant_id, s.queue, s.rate_per_ms, begun.jobs, date_bin(
            s.step * interval '1 millisecond', moment.now, 'epoch'
          ) + s.step * interval '1 millisecond' as at
        from (select share.*, greatest(1, rate_per_ms / 1000) as step from share) as s
        cross join moment
        cross join lateral (
          select count(*) as jobs
          from taken t
          where t.tenant_id = s.tenant_id and t.queue = s.queue
        ) as begun
        where s.rate_per_ms is not null and begun.jobs > 0
      ),
      added as (
        update queue_start s
        set jobs = s.jobs + start.jobs
        from start
        where s.tenant_id = start.tenant_id and s.queue = start.queue and s.at = start.at
        returning s.tenant_id, s.queue
      ),
      started as (
        insert into queue_start (tenant_id, queue, at, counts_until, jobs)
        select tenant_id, queue, at, at + rate_per_ms * interval '1 millisecond', jobs
        from start
        where (tenant_id, queue) not in (select tenant_id, queue from added)
      )
      """;

  // The jobs, and a row for each tenant that was passed by, with where to go on; one at least. What
  // a job has in common with most, or with all of its claim, is left out: a null costs nothing to
  // send and to read. Nothing is sorted here, so that rows are sent as they are taken.
  private static final String TOLD =
      """
      select
        t.id, t.tenant_id, t.queue, t.type, t.priority as rank, t.attempt + 1 as attempt,
        case when octet_length(j.data) <= 16384 then j.data end as data,
        case when octet_length(j.data) > 16384 then true end as large,
        nullif(t.place, t.id) as place, nullif(j.priority, t.priority) as priority,
        j.max_attempts, nullif(j.last_attempt, j.max_attempts) as last_attempt,
        nullif(j.backoff_first_ms, 1000) as backoff_first_ms,
        nullif(j.backoff_factor, 2) as backoff_factor,
        nullif(j.backoff_cap_ms, 600000) as backoff_cap_ms,
        nullif(j.backoff_jitter, 0.2::real) as backoff_jitter,
        j.deadline_at, j.timeout_ms, j.traceparent,
        null as token, null as now_ms, null as n, null as had, null as again_ms
      from taken t
      join job j on j.id = t.id
      union all
      select
        null, s.tenant_id, case
          when turn.quota < turn.lanes then (
            select queue from open where tenant_id = s.tenant_id and rank = turn.quota
          )
          when s.last is not null then s.last
          when turn.quota % turn.lanes > 0 then (
            select queue from open where tenant_id = s.tenant_id and rank = turn.quota % turn.lanes
          )
        end, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, fence.token, (extract(epoch from moment.now) * 1000)::bigint, s.n,
        case when turn.quota < turn.jobs
          then turn.quota + case when s.tenant_id = $9 then $10::int else 0 end
          else 0 end,
        (
          select (extract(epoch from min(room.again_at - moment.now)) * 1000)::bigint
          from room
          cross join moment
        )
      from (
        select served.*, (
            select queue
            from lane
            where tenant_id = served.tenant_id
              and n = (select greatest(1, $3::int / count(*)) from served)
          ) as last
        from served
      ) as s
      cross join fence
      cross join moment
      left join turn on turn.tenant_id = s.tenant_id
      where s.n <= coalesce((select min(n) from turn where quota < jobs), s.n)
        and (turn.quota is null or turn.quota > 0)
      """;

  private static final String ANNOUNCED =
      ",\n"
          + Announcement.listeners("served")
          + ",\n"
          + Announcement.of("announced", "taken", "'job.started'", "'running'", "attempt + 1")
          + "\n";

  static final String SQL = TENANTS + LANES + ROOM + SHARES + TAKING + ANNOUNCED + TOLD;

  private ClaimText() {}
}
