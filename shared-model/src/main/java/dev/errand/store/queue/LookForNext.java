package dev.errand.store.queue;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.queue.RunNext.Result;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * Whether it is worth taking the claim lock to let the next job of a manual queue run. A line whose
 * head has left may have somebody to let in: that is seen under the lock alone.
 */
public final class LookForNext {
  private static final String SQL =
      """
      /* queue.look_for_next */
      select q.manual, q.paused_at is not null as paused,
        exists (
          select
          from ready r
          where r.tenant_id = $1 and r.queue = $2
            and not exists (select from go_ahead g where g.job_id = r.id)
        )
        or exists (select from in_line i where i.tenant_id = $1 and i.queue = $2)
          and exists (select from key_change c where c.tenant_id = $1 and c.queue = $2)
          as is_found,
        exists (select from ready r where r.tenant_id = $1 and r.queue = $2) as is_allowed,
        exists (select from in_line i where i.tenant_id = $1 and i.queue = $2) as is_lined
      from queue q
      where q.tenant_id = $1 and q.name = $2
      """;

  private LookForNext() {}

  /**
   * @return why none can be let run; nothing where one can, as far as one sees without the lock
   */
  public static Uni<Optional<Result>> run(Sql sql, TenantId tenant, QueueName queue) {
    return sql.run(SQL, Columns.parameters(tenant.value(), queue.value()))
        .map(
            rows ->
                Rows.first(rows, LookForNext::hindrance)
                    .orElseGet(() -> Optional.of(new Result.NotManual())));
  }

  private static Optional<Result> hindrance(Row row) {
    Result found = RunNext.without(row);
    return found instanceof Result.Missed ? Optional.empty() : Optional.of(found);
  }
}
