package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
        returning id, tenant_id, state
      ),
      gone as (
        select id, tenant_id, state from withdrawn
        union all
        select id, tenant_id, state from finished
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
      )
      select id, state from gone
      """
          .formatted(Withdrawal.OF_ASKED);

  private HideJobs() {}

  /**
   * @return the state from which each hidden job was taken; those that run, or moved in the same
   *     moment, are not in it
   */
  public static Uni<Map<JobId, JobState>> run(
      Sql sql, TenantId tenant, List<JobId> jobs, String actor) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), column(jobs, UUID[]::new, JobId::value), actor))
        .map(HideJobs::states);
  }

  private static Map<JobId, JobState> states(Iterable<Row> rows) {
    Map<JobId, JobState> states = new HashMap<>();
    for (Row row : rows) {
      states.put(new JobId(row.getUUID("id")), JobState.of(row.getString("state")).orElseThrow());
    }
    return states;
  }
}
