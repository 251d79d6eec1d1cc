package dev.errand.store.queue;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Lets nothing of a queue start; what runs goes on. Paused again, it keeps its first moment. */
public final class PauseQueue {
  private static final String SQL =
      """
      /* queue.pause */
      insert into queue as q (tenant_id, name, paused_at, paused_by, pause_reason)
      values ($1, $2, clock_timestamp(), $3, $4)
      on conflict (tenant_id, name) do update
        set paused_at = coalesce(q.paused_at, excluded.paused_at),
          paused_by = excluded.paused_by,
          pause_reason = excluded.pause_reason
      """;

  private PauseQueue() {}

  public static Uni<Void> run(
      Sql sql, TenantId tenant, QueueName name, String actor, @Nullable String reason) {
    return sql.run(SQL, Columns.parameters(tenant.value(), name.value(), actor, reason))
        .replaceWithVoid();
  }
}
