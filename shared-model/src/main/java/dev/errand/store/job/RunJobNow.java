package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Moves a held, scheduled or retrying job into its queue. */
public final class RunJobNow {
  private static final String SQL =
      """
      /* job.run_now */
      with moved as (
        delete from waiting w
        using job j
        where w.tenant_id = $1 and w.id = $2 and j.id = w.id and j.hidden_at is null
        returning w.*
      ),
      queued as (
        insert into ready (tenant_id, queue, priority, place, id, type, attempt)
        select tenant_id, queue, priority, place_at(now(), id), id, type, attempt
        from moved
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state)
        select id, tenant_id, 'run', $3, state, 'pending'
        from moved
      )
      select id from moved
      """;

  private RunJobNow() {}

  /**
   * @return whether the job was waiting and is pending now
   */
  public static Uni<Boolean> run(Sql sql, TenantId tenant, JobId id, String actor) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value(), actor))
        .map(rows -> rows.size() == 1);
  }
}
