package dev.errand.store.operation;

import dev.errand.model.operation.OperationId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Lets other operations go before one whose batch did not succeed. */
public final class PostponeOperation {
  private static final String SQL =
      """
      /* operation.postpone */
      update operation
      set worked_at = clock_timestamp()
      where tenant_id = $1 and id = $2 and state = 'running'
      """;

  private PostponeOperation() {}

  public static Uni<Void> run(Sql sql, TenantId tenant, OperationId id) {
    return sql.run(SQL, Columns.parameters(tenant.value(), id.value())).replaceWithVoid();
  }
}
