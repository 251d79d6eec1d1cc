package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.Announcement;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls jobs off: at once where they wait, by a request to their worker where they run. */
public final class CancelJobs {
  private static final String SQL =
      """
      /* job.cancel */
      with asked as materialized (
        select id, tenant_id, queue, type, priority
        from job
        where tenant_id = $1 and id = any ($2::uuid[]) and hidden_at is null
      ),
      %s,
      ended as (
        insert into outcome (id, tenant_id, state, attempt, finished_at)
        select id, tenant_id, 'cancelled', attempt, clock_timestamp()
        from withdrawn
      ),
      told as (
        update lease
        set cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp())
        where id = any (array (select id from asked))
        returning id, tenant_id
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state, reason)
        select id, tenant_id, 'cancelled', $3, state, 'cancelled', $4 from withdrawn
        union all
        select id, tenant_id, 'cancel_requested', $3, 'running', 'running', $4 from told
      ),
      %s
      select a.id,
        case
          when exists (select from withdrawn w where w.id = a.id) then 'cancelled'
          when exists (select from told t where t.id = a.id) then 'requested'
          else 'unchanged'
        end as result
      from asked a
      """
          .formatted(Withdrawal.OF_ASKED, Announcement.ofCancelled("withdrawn"));

  private CancelJobs() {}

  /** What a cancellation met. */
  public enum Result {
    /** It waited and is cancelled. */
    CANCELLED,
    /** It runs; its worker is asked to stop. */
    REQUESTED,
    /** It is final, or moved in the same moment: look and try again. */
    UNCHANGED
  }

  /**
   * @param reason for the history; null for none
   * @return what each cancellation met; jobs that the tenant does not have are not in it
   */
  public static Uni<Map<JobId, Result>> run(
      Sql sql, TenantId tenant, List<JobId> jobs, String actor, @Nullable String reason) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(), column(jobs, UUID[]::new, JobId::value), actor, reason))
        .map(CancelJobs::results);
  }

  private static Map<JobId, Result> results(Iterable<Row> rows) {
    Map<JobId, Result> results = new HashMap<>();
    for (Row row : rows) {
      Result result =
          switch (row.getString("result")) {
            case "cancelled" -> Result.CANCELLED;
            case "requested" -> Result.REQUESTED;
            default -> Result.UNCHANGED;
          };
      results.put(new JobId(row.getUUID("id")), result);
    }
    return results;
  }
}
