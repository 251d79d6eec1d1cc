package dev.errand.store.key;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.PrincipalKind;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.tenant.TenantRole;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a key stands for now, and that it was used: written at most once a minute, however often and
 * by however many processes it is asked.
 */
@CrossTenant("Asked before we know whose key it is.")
public final class UseApiKey {
  private static final String SQL =
      """
      /* key.use */
      with found as (
        select k.id, k.tenant_id, k.user_id, k.scopes, k.queues, u.role, u.admin
        from api_key k
        join app_user u on u.id = k.user_id and u.tenant_id = k.tenant_id
        where k.hash = $1
          and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > now())
          and u.active
      ),
      used as (
        update api_key k
        set last_used_at = now()
        from found
        where k.id = found.id
          and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute')
      )
      select id, tenant_id, user_id, scopes, queues, role, admin
      from found
      """;

  private UseApiKey() {}

  /**
   * @return nothing when there is no such key, or no longer, or its maker was deactivated
   */
  public static Uni<Optional<Principal>> run(Sql engine, byte[] hash) {
    return engine
        .run(SQL, Columns.parameters(Buffer.buffer(hash)))
        .map(rows -> Rows.first(rows, UseApiKey::principal));
  }

  private static Principal principal(Row row) {
    Set<Permission> maker =
        Permission.of(TenantRole.of(row.getString("role")), row.getBoolean("admin"));
    return new Principal(
        PrincipalKind.API_KEY,
        row.getUUID("id"),
        row.getUUID("user_id"),
        new TenantId(row.getUUID("tenant_id")),
        Permission.ofKey(Set.copyOf(ApiKeyRow.scopes(row)), maker),
        Set.<QueueName>copyOf(ApiKeyRow.queues(row)));
  }
}
