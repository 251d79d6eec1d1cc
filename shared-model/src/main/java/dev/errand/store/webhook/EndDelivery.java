package dev.errand.store.webhook;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Gives a delivery up without sending it again. */
public final class EndDelivery {
  private static final String SQL =
      """
      /* delivery.end */
      update webhook_delivery
      set state = 'failed', error = $3, next_attempt_at = null, finished_at = clock_timestamp()
      where tenant_id = $1 and id = $2 and state = 'pending'
      """;

  private EndDelivery() {}

  public static Uni<Void> run(Sql sql, TenantId tenant, JobId delivery, String reason) {
    return sql.run(SQL, Columns.parameters(tenant.value(), delivery.value(), reason))
        .replaceWithVoid();
  }
}
