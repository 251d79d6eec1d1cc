package dev.errand.store.webhook;

import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Notes that an endpoint that failed does so no more. Of one that did not it writes nothing. */
public final class MarkWorking {
  private static final String SQL =
      """
      /* webhook.working */
      update webhook_standing
      set failing_since = null
      where tenant_id = $1 and webhook_id = $2 and failing_since is not null
      """;

  private MarkWorking() {}

  public static Uni<Void> run(Sql sql, TenantId tenant, WebhookId webhook) {
    return sql.run(SQL, Columns.parameters(tenant.value(), webhook.value())).replaceWithVoid();
  }
}
