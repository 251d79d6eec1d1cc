package dev.errand.store.queue;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Lets the jobs of a paused queue start again. */
public final class ResumeQueue {
  private static final String SQL =
      """
      /* queue.resume */
      update queue
      set paused_at = null, paused_by = null, pause_reason = null
      where tenant_id = $1 and name = $2 and paused_at is not null
      """;

  private ResumeQueue() {}

  public static Uni<Void> run(Sql sql, TenantId tenant, QueueName name) {
    return sql.run(SQL, Columns.parameters(tenant.value(), name.value())).replaceWithVoid();
  }
}
