package dev.errand.store.queue;

import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** One queue, if it has settings or an unfinished job. */
public final class FindQueue {
  private static final String SQL =
      """
      /* queue.find */
      with
      %s,
      named as materialized (
        select $2::text as name
        where exists (select from queue where tenant_id = $1 and name = $2)
          or exists (select from ready where tenant_id = $1 and queue = $2)
          or exists (select from in_line where tenant_id = $1 and queue = $2)
          or exists (select from waits where queue = $2)
          or exists (select from runs where queue = $2)
      )
      %s
      """
          .formatted(QueueRow.COUNTED, QueueRow.SELECT);

  private FindQueue() {}

  public static Uni<Optional<Queue>> run(Sql sql, TenantId tenant, QueueName name) {
    return sql.run(SQL, Columns.parameters(tenant.value(), name.value()))
        .map(rows -> Rows.first(rows, QueueRow::queue));
  }
}
