package dev.errand.store.lease;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/**
 * Waits until everybody who is writing a lease has finished, and lets nobody begin or end one until
 * the transaction ends. Submissions begin jobs at once without the claim lock, where they see that
 * a queue has no settings: after this, none of them is under way that has not seen them.
 */
@CrossTenant("A lock on a table; reads and writes nothing.")
public final class HoldLeases {
  private static final String SQL = "/* lease.hold */ lock table lease in share mode";

  private HoldLeases() {}

  public static Uni<Void> run(Sql sql) {
    return sql.run(SQL, Tuple.tuple()).replaceWithVoid();
  }
}
