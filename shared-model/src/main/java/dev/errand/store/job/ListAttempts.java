package dev.errand.store.job;

import static dev.errand.store.sql.Columns.instant;

import dev.errand.model.attempt.Attempt;
import dev.errand.model.job.JobError;
import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job's attempts, oldest first: the failed ones, the running one, the one that completed it. */
public final class ListAttempts {
  private static final String SQL =
      """
      /* job.attempts */
      select t.*, w.name as worker_name
      from (
        select a.attempt,
          case when a.error_code = 'cancelled' then 'cancelled' else 'failed' end as outcome,
          a.worker, a.started_at, a.finished_at, a.error_code, a.error_message, a.retry_at
        from attempt a
        where a.tenant_id = $1 and a.job_id = $2
        union all
        select l.attempt, 'running', l.worker, l.started_at, null, null, null, null
        from lease l
        where l.tenant_id = $1 and l.id = $2
        union all
        select o.attempt, 'completed', o.worker, o.started_at, o.finished_at, null, null, null
        from outcome o
        where o.tenant_id = $1 and o.id = $2 and o.state = 'completed'
      ) as t
      left join worker w on w.id = t.worker
      order by t.attempt
      """;

  private ListAttempts() {}

  public static Uni<List<Attempt>> run(Sql sql, TenantId tenant, JobId id) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value()))
        .map(rows -> Rows.all(rows, ListAttempts::attempt));
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        row.getShort("attempt"),
        row.getString("outcome"),
        row.getString("worker_name"),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        error(row),
        instant(row, "retry_at"));
  }

  private static @Nullable JobError error(Row row) {
    @Nullable String code = row.getString("error_code");
    return code == null
        ? null
        : new JobError(
            code,
            row.getString("error_message"),
            Objects.requireNonNull(instant(row, "finished_at")));
  }
}
