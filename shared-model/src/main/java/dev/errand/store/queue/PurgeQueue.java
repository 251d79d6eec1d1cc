package dev.errand.store.queue;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Objects;

/** Cancels jobs of a queue that wait, some at a time. What runs goes on. */
public final class PurgeQueue {
  private static final String SQL =
      """
      /* queue.purge */
      with waited as (
        delete from waiting
        where ctid = any (array (
          select ctid
          from waiting
          where tenant_id = $1 and queue = $2 and id < $3
          limit $4
        ))
        returning id, tenant_id, type, priority, attempt, state
      ),
      queued as (
        delete from ready
        where ctid = any (array (
          select ctid
          from ready
          where tenant_id = $1 and queue = $2 and id < $3
          limit $4
        ))
        returning id, tenant_id, type, priority, attempt, 'pending' as state
      ),
      lined as (
        delete from in_line
        where ctid = any (array (
          select ctid
          from in_line
          where tenant_id = $1 and queue = $2 and id < $3
          limit $4
        ))
        returning id, tenant_id, type, priority, attempt, 'pending' as state
      ),
      withdrawn as (
        select * from waited union all select * from queued union all select * from lined
      ),
      ended as (
        insert into outcome (id, tenant_id, state, attempt, finished_at)
        select id, tenant_id, 'cancelled', attempt, clock_timestamp()
        from withdrawn
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state)
        select id, tenant_id, 'purged', $5, state, 'cancelled'
        from withdrawn
      )
      select id, type, priority, attempt, clock_timestamp() as at
      from withdrawn
      """;

  private PurgeQueue() {}

  /**
   * @param before only jobs submitted before that one, so that a purge ends
   * @param limit how many at most of those that wait for a time, that are ready and that stand in
   *     line
   * @return news of the jobs that are cancelled now; none when no more are left
   */
  public static Uni<List<JobEvent>> run(
      Sql sql, TenantId tenant, QueueName queue, JobId before, int limit, String actor) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), queue.value(), before.value(), limit, actor))
        .map(rows -> Rows.all(rows, row -> cancelled(row, tenant, queue)));
  }

  private static JobEvent cancelled(Row row, TenantId tenant, QueueName queue) {
    return new JobEvent.StateChanged(
        tenant,
        new JobId(row.getUUID("id")),
        Objects.requireNonNull(Columns.instant(row, "at")),
        "job.cancelled",
        JobState.CANCELLED,
        new JobType(row.getString("type")),
        queue,
        row.getShort("priority"),
        row.getShort("attempt"),
        null);
  }
}
