package dev.errand.store.job;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.Announcement;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Objects;

/**
 * Fails unfinished jobs whose deadline has passed, waiting or running. A job that moves in the same
 * moment is missed and caught the next time: its deadline goes only once it is final, or forgotten.
 */
@CrossTenant("The engine's own upkeep; every row keeps its tenant.")
public final class ExpireJobs {
  private static final String MESSAGE = "the job was not finished by its deadline";
  private static final String SQL =
      """
      /* deadline.expire */
      with passed as materialized (
        select d.deadline_at, d.job_id
        from deadline d
        where d.deadline_at <= now()
        order by d.deadline_at
        limit $1
      ),
      late as materialized (
        select j.id, j.tenant_id, j.queue, j.priority, j.type
        from passed p
        join job j on j.id = p.job_id
        left join outcome o on o.id = j.id
        where o.id is null
      ),
      asked as materialized (
        select id, tenant_id, queue, type, priority from late
      ),
      %s,
      ran as (
        delete from lease
        where id = any (array (select id from late))
        returning id, tenant_id, attempt, worker, started_at
      ),
      tried as (
        insert into attempt (job_id, attempt, tenant_id, worker, started_at, finished_at,
          error_code, error_message)
        select id, attempt, tenant_id, worker, started_at, now(), 'deadline_exceeded', $2 from ran
      ),
      ended as (
        insert into outcome (id, tenant_id, state, attempt, worker, started_at, finished_at,
          error_code, error_message)
        select late.id, late.tenant_id, 'failed', e.attempt, e.worker, e.started_at, now(),
          'deadline_exceeded', $2
        from (
          select id, attempt, null::int as worker, null::timestamptz as started_at from withdrawn
          union all select id, attempt, worker, started_at from ran
        ) as e
        join late on late.id = e.id
        returning id, tenant_id, attempt, finished_at
      ),
      cleared as (
        delete from deadline d using passed p
        where d.deadline_at = p.deadline_at and d.job_id = p.job_id
          and (exists (select from outcome o where o.id = p.job_id)
            or not exists (select from job j where j.id = p.job_id)
            or exists (select from ended e where e.id = p.job_id))
      ),
      %s,
      %s
      select late.id, late.tenant_id, late.queue, late.priority, late.type,
        ended.attempt, ended.finished_at
      from ended
      join late on late.id = ended.id
      """
          .formatted(
              Withdrawal.OF_ASKED,
              Announcement.listeners("ended"),
              Announcement.of("ended", "'job.failed'", "'failed'"));

  private ExpireJobs() {}

  /**
   * @param limit how many deadlines to look at
   * @return news of the jobs that failed
   */
  public static Uni<List<JobEvent.StateChanged>> run(Sql sql, int limit) {
    return sql.run(SQL, Columns.parameters(limit, MESSAGE))
        .map(rows -> Rows.all(rows, ExpireJobs::failed));
  }

  private static JobEvent.StateChanged failed(Row row) {
    return new JobEvent.StateChanged(
        new TenantId(row.getUUID("tenant_id")),
        new JobId(row.getUUID("id")),
        Objects.requireNonNull(Columns.instant(row, "finished_at")),
        "job.failed",
        JobState.FAILED,
        new JobType(row.getString("type")),
        new QueueName(row.getString("queue")),
        row.getShort("priority"),
        row.getShort("attempt"),
        new AttemptError(AttemptError.DEADLINE_EXCEEDED, MESSAGE));
  }
}
