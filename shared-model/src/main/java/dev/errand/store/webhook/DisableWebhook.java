package dev.errand.store.webhook;

import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Turns an endpoint off until somebody turns it on again. */
public final class DisableWebhook {
  private static final String SQL =
      """
      /* webhook.disable */
      insert into webhook_standing as s (webhook_id, tenant_id, disabled_at, reason)
      select w.id, w.tenant_id, clock_timestamp(), $3
      from webhook w
      left join webhook_standing f on f.webhook_id = w.id
      where w.tenant_id = $1 and w.id = $2 and w.enabled
        and ($4 = 0 or f.failing_since <= clock_timestamp() - $4 * interval '1 millisecond')
      on conflict (webhook_id) do update
      set disabled_at = excluded.disabled_at, reason = excluded.reason
      where s.disabled_at is null
        or s.disabled_at <= (select w.enabled_at from webhook w where w.id = s.webhook_id)
      returning s.webhook_id
      """;

  private DisableWebhook() {}

  /**
   * @param failing only if it has failed for so long; zero for at once
   * @return whether it was on and is off now
   */
  public static Uni<Boolean> run(
      Sql sql, TenantId tenant, WebhookId webhook, String reason, Duration failing) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), webhook.value(), reason, failing.toMillis()))
        .map(rows -> rows.size() > 0);
  }
}
