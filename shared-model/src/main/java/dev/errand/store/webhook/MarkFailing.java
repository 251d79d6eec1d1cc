package dev.errand.store.webhook;

import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Notes since when an endpoint fails. Written at the first failure, not at each. */
public final class MarkFailing {
  private static final String SQL =
      """
      /* webhook.failing */
      insert into webhook_standing as s (webhook_id, tenant_id, failing_since)
      select w.id, w.tenant_id, clock_timestamp()
      from webhook w
      where w.tenant_id = $1 and w.id = $2
      on conflict (webhook_id) do update
      set failing_since = excluded.failing_since
      where s.failing_since is null
        or s.failing_since <= (select w.enabled_at from webhook w where w.id = s.webhook_id)
      """;

  private MarkFailing() {}

  public static Uni<Void> run(Sql sql, TenantId tenant, WebhookId webhook) {
    return sql.run(SQL, Columns.parameters(tenant.value(), webhook.value())).replaceWithVoid();
  }
}
