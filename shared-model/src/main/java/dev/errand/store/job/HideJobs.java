package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hides jobs everywhere; retention forgets them later. What waits is cancelled first, or it would
 * run unseen; what runs stays as it is.
 */
public final class HideJobs {
  private static final String SQL =
      """
      /* job.hide */
      with asked as materialized (
        select id, tenant_id, queue, type, priority
        from job
        where tenant_id = $1 and id = any ($2::uuid[]) and hidden_at is null
      ),
      %s,
      ended as (
        insert into outcome (id, tenant_id, state, attempt, finished_at, hidden)
        select id, tenant_id, 'cancelled', attempt, clock_timestamp(), true
        from withdrawn
      ),
      finished as (
        update outcome
        set hidden = true
        where id = any (array (select id from asked)) and not hidden
        returning id, tenant_id, state, attempt
      ),
      gone as (
        select id, tenant_id, state, attempt from withdrawn
        union all
        select id, tenant_id, state, attempt from finished
      ),
      hidden as (
        update job
        set hidden_at = clock_timestamp(), version = version + 1
        where id = any (array (select id from gone))
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state)
        select id, tenant_id, 'deleted', $3, state,
          case when state in ('completed', 'failed') then state else 'cancelled' end
        from gone
      ),
      %s
      select g.id, g.state, g.attempt, a.queue, a.type, a.priority, clock_timestamp() as at
      from gone g
      join asked a on a.id = g.id
      """
          .formatted(Withdrawal.OF_ASKED, Announcement.ofCancelled("withdrawn"));

  private HideJobs() {}

  /**
   * A job that is hidden now.
   *
   * @param was the state from which it was taken
   * @param news that it is cancelled, of one that waited; null of one that was final: nothing of
   *     its state has changed
   */
  public record Hidden(JobState was, JobEvent.@Nullable StateChanged news) {}

  /**
   * @return the jobs that are hidden; those that run, or moved in the same moment, are not in it
   */
  public static Uni<Map<JobId, Hidden>> run(
      Sql sql, TenantId tenant, List<JobId> jobs, String actor) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), column(jobs, UUID[]::new, JobId::value), actor))
        .map(rows -> hidden(rows, tenant));
  }

  private static Map<JobId, Hidden> hidden(Iterable<Row> rows, TenantId tenant) {
    Map<JobId, Hidden> hidden = new HashMap<>();
    for (Row row : rows) {
      JobState was = JobState.of(row.getString("state")).orElseThrow();
      hidden.put(
          new JobId(row.getUUID("id")),
          new Hidden(was, was.isFinal() ? null : cancelled(row, tenant)));
    }
    return hidden;
  }

  private static JobEvent.StateChanged cancelled(Row row, TenantId tenant) {
    return new JobEvent.StateChanged(
        tenant,
        new JobId(row.getUUID("id")),
        Objects.requireNonNull(Columns.instant(row, "at")),
        "job.cancelled",
        JobState.CANCELLED,
        new JobType(row.getString("type")),
        new QueueName(row.getString("queue")),
        row.getShort("priority"),
        row.getShort("attempt"),
        null);
  }
}
