package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;

/** Calls a job off: at once where it waits, by a request to its worker where it runs. */
public final class CancelJob {
  private static final String SQL =
      """
      /* job.cancel */
      with asked as materialized (
        select id, tenant_id, queue, priority
        from job
        where tenant_id = $1 and id = $2 and hidden_at is null
      ),
      waited as (
        delete from waiting w using asked a where w.id = a.id
        returning w.id, w.tenant_id, w.attempt, w.state
      ),
      queued as (
        delete from ready r using asked a
        where r.tenant_id = a.tenant_id and r.queue = a.queue and r.priority = a.priority
          and r.place = a.id and r.id = a.id
        returning r.id, r.tenant_id, r.attempt, 'pending' as state
      ),
      moved as (
        delete from ready r using asked a
        where r.id = a.id and r.place <> r.id
        returning r.id, r.tenant_id, r.attempt, 'pending' as state
      ),
      off as (
        select * from waited union all select * from queued union all select * from moved
      ),
      ended as (
        insert into outcome (id, tenant_id, state, attempt, finished_at)
        select id, tenant_id, 'cancelled', attempt, now()
        from off
      ),
      told as (
        update lease l
        set cancel_requested_at = coalesce(l.cancel_requested_at, now())
        from asked a
        where l.id = a.id
        returning l.id, l.tenant_id
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state)
        select id, tenant_id, 'cancelled', $3, state, 'cancelled' from off
        union all
        select id, tenant_id, 'cancel_requested', $3, 'running', 'running' from told
      )
      select
        exists (select from asked) as known,
        exists (select from off) as off,
        exists (select from told) as told
      """;

  private CancelJob() {}

  /** What the cancellation met. */
  public enum Result {
    /** It waited and is cancelled. */
    CANCELLED,
    /** It runs; its worker is asked to stop. */
    REQUESTED,
    /** It is final, or moved in the same moment: look and try again. */
    UNCHANGED,
    /** The tenant has no such job. */
    UNKNOWN
  }

  public static Uni<Result> run(Sql sql, TenantId tenant, JobId id, String actor) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value(), actor))
        .map(rows -> result(rows.iterator().next()));
  }

  private static Result result(Row row) {
    if (!row.getBoolean("known")) {
      return Result.UNKNOWN;
    }
    if (row.getBoolean("off")) {
      return Result.CANCELLED;
    }
    return row.getBoolean("told") ? Result.REQUESTED : Result.UNCHANGED;
  }
}
