package dev.errand.store.key;

import static dev.errand.store.sql.Columns.instant;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.TenantId;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A key's columns. */
final class ApiKeyRow {
  static final String COLUMNS =
      """
      id, tenant_id, user_id, name, hint, scopes, queues, created_at, expires_at, last_used_at,
        revoked_at
      """
          .strip();

  private ApiKeyRow() {}

  static ApiKey key(Row row) {
    return new ApiKey(
        row.getUUID("id"),
        new TenantId(row.getUUID("tenant_id")),
        row.getUUID("user_id"),
        row.getString("name"),
        row.getString("hint"),
        scopes(row),
        queues(row),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  static List<Permission> scopes(Row row) {
    return Arrays.stream(row.getArrayOfStrings("scopes"))
        .map(scope -> Permission.of(scope).orElseThrow())
        .toList();
  }

  static List<QueueName> queues(Row row) {
    return Arrays.stream(row.getArrayOfStrings("queues")).map(QueueName::new).toList();
  }
}
