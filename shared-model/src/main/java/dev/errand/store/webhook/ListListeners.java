package dev.errand.store.webhook;

import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which endpoints of some tenants want to hear of what. */
public final class ListListeners {
  private static final String SQL =
      """
      /* webhook.listeners */
      select webhook_id, tenant_id, event, queue, job_type
      from webhook_listener
      where tenant_id = any ($1)
      """;

  private ListListeners() {}

  /**
   * @param event a word that it listens to
   * @param queue the only queue whose jobs it hears of; null for all
   * @param type the only type; null for all
   */
  public record Listener(
      WebhookId webhook,
      TenantId tenant,
      String event,
      @Nullable String queue,
      @Nullable String type) {}

  public static Uni<List<Listener>> run(Sql sql, Collection<TenantId> tenants) {
    UUID[] ids = tenants.stream().map(TenantId::value).distinct().toArray(UUID[]::new);
    return sql.run(SQL, Columns.parameters((Object) ids))
        .map(rows -> Rows.all(rows, ListListeners::listener));
  }

  private static Listener listener(Row row) {
    return new Listener(
        new WebhookId(row.getUUID("webhook_id")),
        new TenantId(row.getUUID("tenant_id")),
        row.getString("event"),
        row.getString("queue"),
        row.getString("job_type"));
  }
}
