package dev.errand.store.webhook;

import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of an endpoint's deliveries, newest first. */
public final class ListDeliveries {
  private static final String SQL =
      """
      /* delivery.list */
      select %s
      from webhook_delivery d
      where d.tenant_id = $1 and d.webhook_id = $2 and ($3::uuid is null or d.id < $3)
      order by d.id desc
      limit $4
      """
          .formatted(Delivery.COLUMNS);

  private ListDeliveries() {}

  /**
   * @param after the last one of the page before; null for the first page
   */
  public static Uni<List<Delivery>> run(
      Sql sql, TenantId tenant, WebhookId webhook, @Nullable UUID after, int limit) {
    return sql.run(SQL, Columns.parameters(tenant.value(), webhook.value(), after, limit))
        .map(rows -> Rows.all(rows, Delivery::of));
  }
}
