package dev.errand.store.lease;

import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The payload that a claim left behind because it is large. */
public final class FindPayload {
  private static final String SQL =
      """
      /* lease.payload */
      select data
      from job
      where tenant_id = $1 and id = $2
      """;

  private FindPayload() {}

  public static Uni<@Nullable String> run(Sql sql, Lease lease) {
    return sql.run(SQL, Columns.parameters(lease.tenant().value(), lease.job().value()))
        .map(rows -> rows.iterator().next().getString("data"));
  }
}
