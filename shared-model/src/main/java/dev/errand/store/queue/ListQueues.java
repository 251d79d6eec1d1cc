package dev.errand.store.queue;

import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the queues that have settings or an unfinished job, by name. */
public final class ListQueues {
  private static final String SQL =
      """
      /* queue.list */
      with recursive
      pending as (
        (
          select queue
          from ready
          where tenant_id = $1 and queue > $2
          order by queue
          limit 1
        )
        union all
        select following.queue
        from pending, lateral (
          select r.queue
          from ready r
          where r.tenant_id = $1 and r.queue > pending.queue
          order by r.queue
          limit 1
        ) as following
      ),
      lined as (
        (
          select queue
          from in_line
          where tenant_id = $1 and queue > $2
          order by queue
          limit 1
        )
        union all
        select following.queue
        from lined, lateral (
          select i.queue
          from in_line i
          where i.tenant_id = $1 and i.queue > lined.queue
          order by i.queue
          limit 1
        ) as following
      ),
      %s,
      named as materialized (
        select distinct every.name
        from (
          (
            select name
            from queue
            where tenant_id = $1 and name > $2
            order by name
            limit $3
          )
          union all (select queue from pending limit $3)
          union all (select queue from lined limit $3)
          union all select queue from waits where queue > $2
          union all select queue from runs where queue > $2
        ) as every
        order by every.name
        limit $3
      )
      %s
      """
          .formatted(QueueRow.COUNTED, QueueRow.SELECT);

  private ListQueues() {}

  /**
   * @param after the last queue of the page before; null for the first page
   * @param limit how many at most
   */
  public static Uni<List<Queue>> run(
      Sql sql, TenantId tenant, @Nullable QueueName after, int limit) {
    String last = after == null ? "" : after.value();
    return sql.run(SQL, Columns.parameters(tenant.value(), last, limit))
        .map(rows -> Rows.all(rows, QueueRow::queue));
  }
}
