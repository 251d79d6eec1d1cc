package dev.errand.store.operation;

import dev.errand.model.operation.OperationId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of a tenant's operations, newest first. */
public final class ListOperations {
  private static final UUID LAST = new UUID(-1, -1);

  private static final String SQL =
      """
      /* operation.list */
      select %s
      from operation
      where tenant_id = $1 and id < $2
      order by tenant_id, id desc
      limit $3
      """
          .formatted(OperationRow.COLUMNS);

  private ListOperations() {}

  /**
   * @param after continue behind that one; null for the first page
   */
  public static Uni<List<Operation>> run(
      Sql sql, TenantId tenant, @Nullable OperationId after, int limit) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), after == null ? LAST : after.value(), limit))
        .map(rows -> Rows.all(rows, OperationRow::operation));
  }
}
