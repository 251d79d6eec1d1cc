package dev.errand.store.lease;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Since when the job has been ready that has waited longest. A walk over the claim index with one
 * probe for each queue, type and priority: each group's first place is its oldest. Jobs that wait
 * in line behind another one of their key do not count: its place in line is theirs.
 */
@CrossTenant("Names its tenant; without one it is an admin's, of all tenants.")
public final class FindOldestReady {
  // Enough for an overview; a tenant with more lanes than that sees those that sort first.
  private static final int MOST_LANES = 2000;

  private static final String SQL =
      """
      /* ready.oldest */
      with recursive
      lane as (
        (
          select tenant_id, queue, type
          from ready
          where %s
          order by tenant_id, queue, type
          limit 1
        )
        union all
        select following.*
        from lane, lateral (
          select r.tenant_id, r.queue, r.type
          from ready r
          where %s and (r.tenant_id, r.queue, r.type) > (lane.tenant_id, lane.queue, lane.type)
          order by r.tenant_id, r.queue, r.type
          limit 1
        ) as following
      ),
      head as (
        select first.place
        from (select * from lane limit %d) as l
        cross join lateral (
          with recursive
          step as (
            (
              select r.priority, r.place
              from ready r
              where r.tenant_id = l.tenant_id and r.queue = l.queue and r.type = l.type
              order by r.priority desc, r.place
              limit 1
            )
            union all
            select following.*
            from step, lateral (
              select r.priority, r.place
              from ready r
              where r.tenant_id = l.tenant_id and r.queue = l.queue and r.type = l.type
                and r.priority < step.priority
              order by r.priority desc, r.place
              limit 1
            ) as following
          )
          select place from step order by place limit 1
        ) as first
      )
      select place from head order by place limit 1
      """;
  private static final String OF_TENANT =
      SQL.formatted("tenant_id = $1", "r.tenant_id = $1", MOST_LANES);
  private static final String OF_ALL = SQL.formatted("true", "true", MOST_LANES);

  private FindOldestReady() {}

  /**
   * @param tenant whose; null for all, which only an admin may ask
   */
  public static Uni<Optional<Instant>> run(Sql sql, @Nullable TenantId tenant) {
    return (tenant == null
            ? sql.run(OF_ALL, Tuple.tuple())
            : sql.run(OF_TENANT, Columns.parameters(tenant.value())))
        .map(rows -> Rows.first(rows, row -> new JobId(row.getUUID("place")).createdAt()));
  }
}
