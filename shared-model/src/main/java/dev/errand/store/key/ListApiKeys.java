package dev.errand.store.key;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of a tenant's keys, newest first. Those that were revoked are not in it. */
public final class ListApiKeys {
  private static final String SQL =
      """
      /* key.list */
      select %s
      from api_key
      where tenant_id = $1
        and revoked_at is null
        and ($2::uuid is null or user_id = $2)
        and ($3::uuid is null or id < $3)
      order by id desc
      limit $4
      """
          .formatted(ApiKeyRow.COLUMNS);

  private ListApiKeys() {}

  /**
   * @param maker whose keys; null for every member's
   * @param after the last of the page before; null for the first page
   * @param limit how many at most
   */
  public static Uni<List<ApiKey>> run(
      Sql sql, TenantId tenant, @Nullable UUID maker, @Nullable UUID after, int limit) {
    return sql.run(SQL, Columns.parameters(tenant.value(), maker, after, limit))
        .map(rows -> Rows.all(rows, ApiKeyRow::key));
  }
}
