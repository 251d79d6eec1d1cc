package dev.errand.store.webhook;

import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the engine found endpoints; of one that always worked it knows nothing. */
@CrossTenant("Endpoints that the caller may see already, named by id.")
public final class FindStandings {
  private static final String SQL =
      """
      /* webhook.standing */
      select webhook_id, failing_since, disabled_at, reason
      from webhook_standing
      where webhook_id = any ($1)
      """;

  private FindStandings() {}

  /** What was found. */
  public record Standing(
      @Nullable Instant failingSince, @Nullable Instant disabledAt, @Nullable String reason) {}

  public static Uni<Map<WebhookId, Standing>> run(Sql sql, List<WebhookId> webhooks) {
    UUID[] ids = webhooks.stream().map(WebhookId::value).toArray(UUID[]::new);
    return sql.run(SQL, Columns.parameters((Object) ids)).map(FindStandings::standings);
  }

  private static Map<WebhookId, Standing> standings(Iterable<Row> rows) {
    Map<WebhookId, Standing> standings = new HashMap<>();
    for (Row row : rows) {
      standings.put(
          new WebhookId(row.getUUID("webhook_id")),
          new Standing(
              Columns.instant(row, "failing_since"),
              Columns.instant(row, "disabled_at"),
              row.getString("reason")));
    }
    return standings;
  }
}
