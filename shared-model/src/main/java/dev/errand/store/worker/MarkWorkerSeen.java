package dev.errand.store.worker;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Says that a worker process lives, or that it has stopped. */
@CrossTenant("Workers belong to the platform, not to a tenant.")
public final class MarkWorkerSeen {
  private static final String SQL =
      """
      /* worker.seen */
      update worker
      set seen_at = now(), stopped_at = case when $2 then now() end
      where id = $1
      """;

  private MarkWorkerSeen() {}

  public static Uni<Void> run(Sql sql, int worker, boolean stopped) {
    return sql.run(SQL, Columns.parameters(worker, stopped)).replaceWithVoid();
  }
}
