package dev.errand.store.operation;

import dev.errand.model.operation.OperationId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One operation of a tenant, or of any tenant for an admin. */
public final class FindOperation {
  private static final String SQL =
      """
      /* operation.find */
      select %s
      from operation
      where id = $1 and ($2::uuid is null or tenant_id = $2)
      """
          .formatted(OperationRow.COLUMNS);

  private FindOperation() {}

  /**
   * @param tenant whose operation it must be; null for any, which only an admin may ask
   */
  public static Uni<Optional<Operation>> run(Sql sql, @Nullable TenantId tenant, OperationId id) {
    @Nullable UUID owner = tenant == null ? null : tenant.value();
    return sql.run(SQL, Columns.parameters(id.value(), owner))
        .map(rows -> Rows.first(rows, OperationRow::operation));
  }
}
