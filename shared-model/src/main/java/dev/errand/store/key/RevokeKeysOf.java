package dev.errand.store.key;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Ends the life of every key that a user made. */
public final class RevokeKeysOf {
  private static final String SQL =
      """
      /* key.revoke-of */
      update api_key
      set revoked_at = now()
      where tenant_id = $1
        and user_id = $2
        and revoked_at is null
      """;

  private RevokeKeysOf() {}

  /**
   * @return how many
   */
  public static Uni<Integer> run(Sql engine, TenantId tenant, UUID maker) {
    return engine.run(SQL, Columns.parameters(tenant.value(), maker)).map(rows -> rows.rowCount());
  }
}
