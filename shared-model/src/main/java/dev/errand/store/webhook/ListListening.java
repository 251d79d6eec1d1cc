package dev.errand.store.webhook;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The tenants that listen to anything. */
public final class ListListening {
  private static final String SQL =
      """
      /* webhook.tenants */
      select distinct tenant_id
      from webhook
      where enabled
      limit $1
      """;

  private ListListening() {}

  public static Uni<List<TenantId>> run(Sql sql, int most) {
    return sql.run(SQL, Columns.parameters(most))
        .map(rows -> Rows.all(rows, row -> new TenantId(row.getUUID("tenant_id"))));
  }
}
