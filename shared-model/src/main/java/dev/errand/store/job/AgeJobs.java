package dev.errand.store.job;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Moves jobs that have been ready for too long ahead of every priority of their lane, the oldest
 * first. The job keeps the priority that was asked for; only its place in line changes.
 *
 * <p>A walk over the groups of the claim index, one probe each: what is young costs nothing.
 */
@CrossTenant("The engine's own upkeep; every row keeps its tenant.")
public final class AgeJobs {
  private static final String SQL =
      """
      /* ready.age */
      with recursive
      level as (
        (
          select tenant_id, queue, type, priority
          from ready
          order by tenant_id, queue, type, priority desc
          limit 1
        )
        union all
        select following.*
        from level l, lateral (
          (
            select r.tenant_id, r.queue, r.type, r.priority
            from ready r
            where r.tenant_id = l.tenant_id and r.queue = l.queue and r.type = l.type
              and r.priority < l.priority
            order by r.priority desc
            limit 1
          )
          union all
          (
            select r.tenant_id, r.queue, r.type, r.priority
            from ready r
            where (r.tenant_id, r.queue, r.type) > (l.tenant_id, l.queue, l.type)
            order by r.tenant_id, r.queue, r.type, r.priority desc
            limit 1
          )
          limit 1
        ) as following
      ),
      old as materialized (
        select due.row
        from level
        cross join lateral (
          select r.ctid as row
          from ready r
          where r.tenant_id = level.tenant_id and r.queue = level.queue and r.type = level.type
            and r.priority = level.priority
            and r.place < id_at(clock_timestamp() - $1 * interval '1 millisecond')
          order by r.place
          limit $2
        ) as due
        where level.priority <= 1000
        limit $2
      ),
      taken as (
        delete from ready
        where ctid = any (array (select row from old))
        returning *
      )
      insert into ready (
        tenant_id, queue, type, priority, place, id, attempt, concurrency_key, admitted, moved
      )
      select tenant_id, queue, type, 1001, place, id, attempt, concurrency_key, admitted, true
      from taken
      """;

  private AgeJobs() {}

  /**
   * @param bound how long a job may be ready before it goes ahead
   * @param limit how many to move at most
   * @return how many were moved
   */
  public static Uni<Integer> run(Sql sql, Duration bound, int limit) {
    return sql.run(SQL, Columns.parameters(bound.toMillis(), limit)).map(rows -> rows.rowCount());
  }
}
