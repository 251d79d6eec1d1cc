package dev.errand.store.account;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The addresses of a tenant's owners that are known to be theirs. */
public final class ListOwners {
  private static final String SQL =
      """
      /* account.owners */
      select email
      from app_user
      where tenant_id = $1 and role = 'owner' and active and email is not null
        and email_verified_at is not null
      order by id
      limit $2
      """;

  private ListOwners() {}

  public static Uni<List<String>> run(Sql sql, TenantId tenant, int most) {
    return sql.run(SQL, Columns.parameters(tenant.value(), most))
        .map(rows -> Rows.all(rows, row -> row.getString("email")));
  }
}
