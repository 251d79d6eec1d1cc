package dev.errand.store.key;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores a new key. */
public final class InsertApiKey {
  private static final String SQL =
      """
      /* key.insert */
      insert into api_key (
        id, tenant_id, user_id, name, hint, hash, scopes, queues, expires_at
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      returning %s
      """
          .formatted(ApiKeyRow.COLUMNS);

  private InsertApiKey() {}

  /**
   * A key that is to be stored.
   *
   * @param hash of its text, which is kept nowhere
   */
  public record NewApiKey(
      UUID id,
      TenantId tenant,
      UUID maker,
      String name,
      String hint,
      byte[] hash,
      List<Permission> scopes,
      List<QueueName> queues,
      @Nullable Instant expiresAt) {}

  public static Uni<ApiKey> run(Sql engine, NewApiKey key) {
    return engine
        .run(
            SQL,
            Columns.parameters(
                key.id(),
                key.tenant().value(),
                key.maker(),
                key.name(),
                key.hint(),
                Buffer.buffer(key.hash()),
                Columns.column(key.scopes(), String[]::new, Permission::wire),
                Columns.column(key.queues(), String[]::new, QueueName::value),
                Columns.timestamp(key.expiresAt())))
        .map(rows -> ApiKeyRow.key(rows.iterator().next()));
  }
}
