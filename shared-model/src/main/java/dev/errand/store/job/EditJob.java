package dev.errand.store.job;

import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.job.JobEdit;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.PgArray;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/**
 * Changes what a waiting job asks for. It is taken out of wherever it waits and put back, so that
 * an edit and a claim exclude each other: whoever comes second finds the row gone. Every other
 * change of a job moves its row too, which is why its version needs no lock.
 */
public final class EditJob {
  // A job whose time is edited may change its state; otherwise it goes back where it stood.
  private static final String SQL =
      """
      /* job.edit */
      with asked as materialized (
        select id, tenant_id, queue, type, priority, deadline_at, concurrency_key
        from job
        where tenant_id = $1 and id = $2 and version = $3 and hidden_at is null
      ),
      %s,
      placed as materialized (
        select w.id, w.tenant_id, a.queue, a.type, w.attempt, a.concurrency_key,
          w.state as from_state,
          case
            when not $10 or w.state in ('held', 'retrying') then w.state
            when $11 > now() then 'scheduled'
            else 'pending'
          end as state,
          case when w.state = 'pending' then w.place else place_at(clock_timestamp(), w.id) end
            as place,
          case
            when w.state = 'held' then null
            when not $10 then w.due_at
            else greatest($11, now())
          end as due_at
        from withdrawn w
        join asked a on a.id = w.id
      ),
      edited as (
        update job
        set name = $4, description = $5, priority = $6, data = $7, metadata = $8,
          tags = $9::text::text[], run_at = case when $10 then $11 else run_at end,
          deadline_at = case when $12 then $13 else deadline_at end, version = version + 1
        where id = $2 and id in (select id from placed)
      ),
      queued_again as (
        insert into ready (
          tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved
        )
        select tenant_id, queue, type, $6, place, id, attempt, concurrency_key, true
        from placed
        where state = 'pending'
      ),
      put_off as (
        insert into waiting (
          id, tenant_id, queue, type, priority, attempt, state, due_at, concurrency_key
        )
        select id, tenant_id, queue, type, $6, attempt, state, due_at, concurrency_key
        from placed
        where state <> 'pending'
      ),
      freed as (
        delete from deadline d
        using asked a
        where $12 and d.deadline_at = a.deadline_at and d.job_id = a.id
          and d.deadline_at is distinct from $13 and a.id in (select id from placed)
      ),
      limited as (
        insert into deadline (deadline_at, job_id, tenant_id)
        select $13, id, tenant_id
        from placed
        where $12 and $13 is not null
        on conflict do nothing
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state, reason)
        select id, tenant_id, 'edited', $14, from_state, state, $15
        from placed
      )
      select state from placed
      """
          .formatted(Withdrawal.OF_ASKED);

  private EditJob() {}

  /**
   * @return false if it runs, is final, has another version or moved in the same moment: then
   *     nothing has changed
   */
  public static Uni<Boolean> run(Sql sql, TenantId tenant, JobEdit edit, String actor) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(),
                edit.id().value(),
                edit.version(),
                edit.name(),
                edit.description(),
                (short) edit.priority(),
                edit.data(),
                edit.metadata(),
                PgArray.literal(edit.tags()),
                edit.changes("runAt"),
                timestamp(edit.runAt()),
                edit.changes("deadlineAt"),
                timestamp(edit.deadlineAt()),
                actor,
                String.join(", ", edit.changed())))
        .map(rows -> rows.size() == 1);
  }
}
