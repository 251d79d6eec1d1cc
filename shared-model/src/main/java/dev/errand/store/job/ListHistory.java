package dev.errand.store.job;

import static dev.errand.store.sql.Columns.instant;

import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job's changes, newest first. What people did was written down as they did it; what the engine
 * did is read from the attempts and the outcome it left behind, so the hot path writes no history.
 */
public final class ListHistory {
  private static final String SQL =
      """
      /* job.history */
      with tried as (
        select a.attempt, a.worker, a.started_at, a.finished_at, a.retry_at,
          a.error_code, a.error_message
        from attempt a
        where a.tenant_id = $1 and a.job_id = $2
      ),
      change as (
        select to_timestamp(('x' || substr(replace(j.id::text, '-', ''), 1, 12))::bit(48)::bigint
            / 1000.0) as at,
          'submitted' as change, j.created_by as actor, null as from_state,
          coalesce(
            (select case
                when h.from_state in ('held', 'scheduled') then h.from_state
                when h.change = 'edited' and h.to_state = 'scheduled' then 'pending' end
              from history h
              where h.job_id = j.id order by h.id limit 1),
            (select w.state from waiting w where w.id = j.id and w.attempt = 0),
            case when j.run_at > to_timestamp(
              ('x' || substr(replace(j.id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
              then 'scheduled' end,
            'pending') as to_state,
          null as reason, 0::bigint as step
        from job j
        where j.tenant_id = $1 and j.id = $2
        union all
        select h.at, h.change, h.actor, h.from_state, h.to_state, h.reason, 1
        from history h
        where h.tenant_id = $1 and h.job_id = $2
        union all
        select t.started_at, 'started', coalesce('worker:' || w.name, 'errand'), 'pending',
          'running', 'attempt ' || t.attempt, 2
        from (
          select attempt, worker, started_at from tried
          union all
          select l.attempt, l.worker, l.started_at from lease l
          where l.tenant_id = $1 and l.id = $2
          union all
          select o.attempt, o.worker, o.started_at from outcome o
          where o.tenant_id = $1 and o.id = $2 and o.state = 'completed'
        ) as t
        left join worker w on w.id = t.worker
        union all
        select t.finished_at,
          case when t.retry_at is not null then 'retrying' when t.error_code = 'cancelled'
            then 'cancelled' else 'failed' end,
          coalesce('worker:' || w.name, 'errand'), 'running',
          case when t.retry_at is not null then 'retrying' when t.error_code = 'cancelled'
            then 'cancelled' else 'failed' end,
          t.error_code || ': ' || t.error_message, 3
        from tried t
        left join worker w on w.id = t.worker
        union all
        select o.finished_at, o.state, coalesce('worker:' || w.name, 'errand'),
          case when o.state = 'completed' then 'running' end, o.state,
          o.error_code || ': ' || o.error_message, 3
        from outcome o
        left join worker w on w.id = o.worker
        where o.tenant_id = $1 and o.id = $2
          and (o.state = 'completed'
            or o.state = 'failed' and not exists (
              select from tried t where t.attempt = o.attempt and t.retry_at is null))
      )
      select at, change, actor, from_state, to_state, reason
      from change
      order by at desc, step desc
      """;

  private ListHistory() {}

  public static Uni<List<HistoryEntry>> run(Sql sql, TenantId tenant, JobId id) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value()))
        .map(rows -> Rows.all(rows, ListHistory::entry));
  }

  private static HistoryEntry entry(Row row) {
    return new HistoryEntry(
        Objects.requireNonNull(instant(row, "at")),
        row.getString("change"),
        row.getString("actor"),
        state(row, "from_state"),
        state(row, "to_state"),
        row.getString("reason"));
  }

  private static @Nullable JobState state(Row row, String column) {
    return Optional.ofNullable(row.getString(column)).flatMap(JobState::of).orElse(null);
  }
}
