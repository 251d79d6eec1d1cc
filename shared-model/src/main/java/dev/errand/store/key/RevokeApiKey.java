package dev.errand.store.key;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends a key's life. */
public final class RevokeApiKey {
  private static final String SQL =
      """
      /* key.revoke */
      update api_key
      set revoked_at = now()
      where tenant_id = $1
        and id = $2
        and ($3::uuid is null or user_id = $3)
        and revoked_at is null
      returning %s
      """
          .formatted(ApiKeyRow.COLUMNS);

  private RevokeApiKey() {}

  /**
   * @param maker whose key it must be; null for any member's
   * @return nothing when there is no such key, or no longer
   */
  public static Uni<Optional<ApiKey>> run(
      Sql engine, TenantId tenant, UUID id, @Nullable UUID maker) {
    return engine
        .run(SQL, Columns.parameters(tenant.value(), id, maker))
        .map(rows -> Rows.first(rows, ApiKeyRow::key));
  }
}
