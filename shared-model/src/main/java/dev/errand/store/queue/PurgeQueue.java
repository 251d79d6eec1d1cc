package dev.errand.store.queue;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.Announcement;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Cancels jobs of a queue that wait, some at a time. What runs goes on. */
public final class PurgeQueue {
  private static final String SQL =
      """
      /* queue.purge */
      with seen_waiting as materialized (
        select ctid as row
        from waiting
        where tenant_id = $1 and queue = $2 and id < $3
        limit $4
      ),
      seen_ready as materialized (
        select ctid as row
        from ready
        where tenant_id = $1 and queue = $2 and id < $3
        limit $4
      ),
      seen_in_line as materialized (
        select ctid as row
        from in_line
        where tenant_id = $1 and queue = $2 and id < $3
        limit $4
      ),
      waited as (
        delete from waiting
        where ctid = any (array (select row from seen_waiting))
        returning id, tenant_id, type, priority, attempt, state
      ),
      queued as (
        delete from ready
        where ctid = any (array (select row from seen_ready))
        returning id, tenant_id, type, priority, attempt, 'pending' as state
      ),
      lined as (
        delete from in_line
        where ctid = any (array (select row from seen_in_line))
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
      ),
      %s
      select seen.is_any, w.id, w.type, w.priority, w.attempt, clock_timestamp() as at
      from (
        select exists (select from seen_waiting) or exists (select from seen_ready)
          or exists (select from seen_in_line) as is_any
      ) as seen
      left join withdrawn w on true
      """
          .formatted(Announcement.ofCancelled("withdrawn"));

  private PurgeQueue() {}

  /**
   * What one step met.
   *
   * @param cancelled news of the jobs that are cancelled now
   * @param isAny whether it saw any job that waits: also one that was moved in that moment, and
   *     stands elsewhere now
   */
  public record Step(List<JobEvent> cancelled, boolean isAny) {}

  /**
   * @param before only jobs submitted before that one, so that a purge ends
   * @param limit how many at most of those that wait for a time, that are ready and that stand in
   *     line
   */
  public static Uni<Step> run(
      Sql sql, TenantId tenant, QueueName queue, JobId before, int limit, String actor) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), queue.value(), before.value(), limit, actor))
        .map(rows -> step(rows, tenant, queue));
  }

  private static Step step(RowSet<Row> rows, TenantId tenant, QueueName queue) {
    List<JobEvent> cancelled = new ArrayList<>();
    boolean any = false;
    for (Row row : rows) {
      any = row.getBoolean("is_any");
      if (row.getUUID("id") != null) {
        cancelled.add(cancelled(row, tenant, queue));
      }
    }
    return new Step(cancelled, any);
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
