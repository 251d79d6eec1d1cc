package dev.errand.store.job;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Cancels jobs that wait because others take their place. Those that run go on. */
public final class ReplaceJobs {
  private static final String SQL =
      """
      /* job.replace */
      with named as materialized (
        select * from unnest($2::uuid[], $3::uuid[]) as n(id, successor)
      ),
      asked as materialized (
        select id, tenant_id, queue, type, priority
        from job
        where tenant_id = $1 and id = any ($2::uuid[])
      ),
      %s,
      ended as (
        insert into outcome (id, tenant_id, state, attempt, finished_at)
        select id, tenant_id, 'cancelled', attempt, clock_timestamp()
        from withdrawn
        returning id, attempt, finished_at
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state, reason)
        select w.id, w.tenant_id, 'cancelled', $4, w.state, 'cancelled',
          'replaced by ' || n.successor
        from withdrawn w
        join named n on n.id = w.id
      ),
      %s
      select a.id, a.queue, a.type, a.priority, e.attempt, e.finished_at
      from asked a
      left join ended e on e.id = a.id
      where e.id is not null
        or not exists (select from lease l where l.id = a.id)
          and not exists (select from outcome o where o.id = a.id)
      """
          .formatted(Withdrawal.OF_ASKED, Announcement.ofCancelled("withdrawn"));

  private ReplaceJobs() {}

  /**
   * What was met.
   *
   * @param cancelled news of those that waited
   * @param missed those that moved in the same moment: look again
   */
  public record Result(List<JobEvent> cancelled, List<JobId> missed) {}

  /**
   * @param successors which job replaces each
   */
  public static Uni<Result> run(
      Sql sql, TenantId tenant, Map<JobId, JobId> successors, String actor) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(), ids(successors.keySet()), ids(successors.values()), actor))
        .map(rows -> result(rows, tenant));
  }

  private static UUID[] ids(Iterable<JobId> jobs) {
    List<UUID> ids = new ArrayList<>();
    jobs.forEach(job -> ids.add(job.value()));
    return ids.toArray(UUID[]::new);
  }

  private static Result result(Iterable<Row> rows, TenantId tenant) {
    var result = new Result(new ArrayList<>(), new ArrayList<>());
    for (Row row : rows) {
      if (row.getShort("attempt") == null) {
        result.missed().add(new JobId(row.getUUID("id")));
      } else {
        result.cancelled().add(cancelled(row, tenant));
      }
    }
    return result;
  }

  private static JobEvent cancelled(Row row, TenantId tenant) {
    return new JobEvent.StateChanged(
        tenant,
        new JobId(row.getUUID("id")),
        Objects.requireNonNull(Columns.instant(row, "finished_at")),
        "job.cancelled",
        JobState.CANCELLED,
        new JobType(row.getString("type")),
        new QueueName(row.getString("queue")),
        row.getShort("priority"),
        row.getShort("attempt"),
        null);
  }
}
