package dev.errand.store.operation;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/**
 * Locks the running operation that waited longest. The lock is the worker's right to the next
 * batch: it goes with the transaction, and so with a worker that dies.
 */
@CrossTenant("A worker serves all tenants; what it then does names the operation's tenant.")
public final class TakeOperation {
  private static final String SQL =
      """
      /* operation.take */
      select %s
      from operation
      where state = 'running'
      order by worked_at
      limit 1
      for update skip locked
      """
          .formatted(OperationRow.COLUMNS);

  private TakeOperation() {}

  /**
   * @param sql an open transaction, in which the batch is done too
   */
  public static Uni<Optional<Operation>> run(Sql sql) {
    return sql.run(SQL, Tuple.tuple()).map(rows -> Rows.first(rows, OperationRow::operation));
  }
}
