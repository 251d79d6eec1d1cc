package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Moves held, scheduled and retrying jobs into their queues. */
public final class RunJobsNow {
  private static final String SQL =
      """
      /* job.run_now */
      with moved as (
        delete from waiting
        where tenant_id = $1
          and id = any (array (
            select j.id
            from job j
            where j.tenant_id = $1 and j.id = any ($2::uuid[]) and j.hidden_at is null
          ))
        returning *
      ),
      queued as (
        insert into ready (
          tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved
        )
        select tenant_id, queue, type, priority, place_at(clock_timestamp(), id), id, attempt,
          concurrency_key, true
        from moved
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state)
        select id, tenant_id, 'run', $3, state, 'pending'
        from moved
      )
      select id from moved
      """;

  private RunJobsNow() {}

  /**
   * @return those that were waiting and are pending now
   */
  public static Uni<List<JobId>> run(Sql sql, TenantId tenant, List<JobId> jobs, String actor) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), column(jobs, UUID[]::new, JobId::value), actor))
        .map(rows -> Rows.all(rows, row -> new JobId(row.getUUID("id"))));
  }
}
