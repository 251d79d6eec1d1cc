package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Gives a failed or cancelled job a fresh set of attempts. Attempts go on counting; the last one
 * moves out by as many as the job was given at first.
 */
public final class ReopenJob {
  private static final String SQL =
      """
      /* job.reopen */
      with reopened as (
        delete from outcome o
        using job j
        where o.tenant_id = $1 and o.id = $2 and o.state in ('failed', 'cancelled')
          and j.id = o.id and j.hidden_at is null
          and (j.deadline_at is null or j.deadline_at > now())
        returning o.id, o.tenant_id, o.state, o.attempt
      ),
      granted as (
        update job j
        set last_attempt = least(r.attempt::int + j.max_attempts, 32767),
          data = coalesce($4::text::json, j.data),
          version = j.version + 1
        from reopened r
        where j.id = r.id
        returning j.id, j.tenant_id, j.queue, j.priority, j.type, r.attempt
      ),
      queued as (
        insert into ready (tenant_id, queue, priority, place, id, type, attempt)
        select tenant_id, queue, priority, place_at(now(), id), id, type, attempt
        from granted
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state, reason)
        select id, tenant_id, 'retried', $3, state, 'pending',
          case when $4 is not null then 'data corrected' end
        from reopened
      )
      select id from reopened
      """;

  private ReopenJob() {}

  /**
   * @param data the corrected payload; null to keep it
   * @return whether the job was failed or cancelled, within its deadline, and is pending now
   */
  public static Uni<Boolean> run(
      Sql sql, TenantId tenant, JobId id, String actor, @Nullable String data) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value(), actor, data))
        .map(rows -> rows.size() == 1);
  }
}
