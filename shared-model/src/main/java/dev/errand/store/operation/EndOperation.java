package dev.errand.store.operation;

import dev.errand.model.operation.OperationId;
import dev.errand.model.operation.OperationState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Stops a running operation. Waits for a batch that is being done: after it there is none. */
public final class EndOperation {
  private static final String SQL =
      """
      /* operation.end */
      update operation
      set state = $3, finished_at = clock_timestamp()
      where tenant_id = $1 and id = $2 and state = 'running'
      returning %s
      """
          .formatted(OperationRow.COLUMNS);

  private EndOperation() {}

  /**
   * @return the operation as it ended; nothing if it did not run
   */
  public static Uni<Optional<Operation>> run(
      Sql sql, TenantId tenant, OperationId id, OperationState end) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value(), end.wire()))
        .map(rows -> Rows.first(rows, OperationRow::operation));
  }
}
