package dev.errand.store.webhook;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has to be sent, and where to: the endpoint as it is now. */
@CrossTenant("The engine carries out the deliveries of all tenants; each is named by its id.")
public final class FindDispatch {
  private static final String SQL =
      """
      /* delivery.dispatch */
      select d.tenant_id, d.webhook_id, d.message_id, d.event, d.body, w.url, w.secret,
        case when w.old_secret_until > clock_timestamp() then w.old_secret end as old_secret,
        w.enabled and not coalesce(
          (
            select s.disabled_at > w.enabled_at
            from webhook_standing s
            where s.webhook_id = w.id
            limit 1
          ),
          false
        ) as enabled
      from webhook_delivery d
      join webhook w on w.id = d.webhook_id and w.tenant_id = d.tenant_id
      where d.id = $1
      """;

  private FindDispatch() {}

  /**
   * @param secret sealed
   * @param oldSecret sealed; null unless it is being replaced
   * @param enabled whether anything may be sent there
   */
  public record Dispatch(
      TenantId tenant,
      WebhookId webhook,
      UUID message,
      String event,
      String body,
      String url,
      byte[] secret,
      byte @Nullable [] oldSecret,
      boolean enabled) {}

  /**
   * @return nothing if the endpoint is deleted
   */
  public static Uni<Optional<Dispatch>> run(Sql sql, JobId delivery) {
    return sql.run(SQL, Columns.parameters(delivery.value()))
        .map(rows -> Rows.first(rows, FindDispatch::dispatch));
  }

  private static Dispatch dispatch(Row row) {
    @Nullable Buffer old = row.getBuffer("old_secret");
    return new Dispatch(
        new TenantId(row.getUUID("tenant_id")),
        new WebhookId(row.getUUID("webhook_id")),
        row.getUUID("message_id"),
        row.getString("event"),
        row.getString("body"),
        row.getString("url"),
        row.getBuffer("secret").getBytes(),
        old == null ? null : old.getBytes(),
        row.getBoolean("enabled"));
  }
}
