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
import org.jspecify.annotations.Nullable;

/**
 * Gives failed and cancelled jobs a fresh set of attempts. Attempts go on counting; the last one
 * moves out by as many as the job was given at first. A job whose unique key has become another's
 * stays as it is.
 */
public final class ReopenJobs {
  // The lock on the period keeps retention from forgetting it while its job comes back to life; the
  // lock on the outcome, from forgetting a job that was carried over, or that another hand reopens.
  private static final String SQL =
      """
      /* job.reopen */
      with kept as materialized (
        select p.name
        from period p
        where exists (
          select from unnest($2::uuid[]) as asked(id)
          where asked.id >= id_at(p.begins_at) and asked.id < id_at(p.ends_at)
        )
        for key share
      ),
      wanted as materialized (
        select j.id, j.tenant_id, j.unique_key
        from job j
        join outcome o on o.id = j.id
        where j.tenant_id = $1 and j.id = any ($2::uuid[]) and j.hidden_at is null
          and o.state in ('failed', 'cancelled')
          and (j.deadline_at is null or j.deadline_at > clock_timestamp())
          and o.attempt < 32767
          and (select count(*) from kept) >= 0
        order by j.unique_key
        for update of o
      ),
      keyed as (
        insert into unique_key as k (tenant_id, key, job_id)
        select distinct on (unique_key) tenant_id, unique_key, id
        from wanted
        where unique_key is not null
        order by unique_key, id
        on conflict (tenant_id, key) do update
          set job_id = case
            when exists (select from outcome o where o.id = k.job_id) then excluded.job_id
            else k.job_id end
        returning job_id
      ),
      reopened as (
        delete from outcome o
        where o.state in ('failed', 'cancelled') and not o.hidden
          and o.id = any (array (
            select w.id from wanted w
            where w.unique_key is null or w.id in (select job_id from keyed)
          ))
        returning o.id, o.tenant_id, o.state, o.attempt
      ),
      granted as (
        update job j
        set last_attempt = least(r.attempt::int + j.max_attempts, 32767),
          data = coalesce($4, j.data),
          version = j.version + 1
        from reopened r
        where j.id = r.id and j.id = any (array (select id from reopened))
        returning j.id, j.tenant_id, j.queue, j.priority, j.type, r.attempt, j.concurrency_key
      ),
      waits_again as (
        delete from go_ahead
        where job_id = any (array (select id from reopened))
      ),
      queued as (
        insert into ready (
          tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved
        )
        select tenant_id, queue, type, priority, place_at(clock_timestamp(), id), id, attempt,
          concurrency_key, true
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

  private ReopenJobs() {}

  /**
   * To be run in a transaction: two statements, of which the first waits for whoever is deciding
   * about the same keys, so that the second sees the decision.
   *
   * @param data the corrected payload of all of them; null to keep each one's own
   * @return those that were failed or cancelled, within their deadline, and are pending now
   */
  public static Uni<List<JobId>> run(
      Sql sql, TenantId tenant, List<JobId> jobs, String actor, @Nullable String data) {
    Uni<List<JobId>> reopened =
        sql.run(
                SQL,
                Columns.parameters(
                    tenant.value(), column(jobs, UUID[]::new, JobId::value), actor, data))
            .map(rows -> Rows.all(rows, row -> new JobId(row.getUUID("id"))));
    return Uni.combine()
        .all()
        .unis(LockKeysOf.run(sql, tenant, jobs).replaceWith(true), reopened)
        .with((locked, ids) -> ids);
  }
}
