package dev.errand.store.lease;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/**
 * Clears the dead rows of the two tables that every job passes through. Dead index entries slow a
 * claim by a third within ten seconds of load, and autovacuum wakes once a minute.
 */
@CrossTenant("Maintenance of whole tables.")
public final class VacuumHotTables {
  private static final String READY =
      "/* ready.vacuum */ vacuum (skip_locked, truncate off, parallel 0) ready";
  private static final String LEASE =
      "/* lease.vacuum */ vacuum (skip_locked, truncate off, parallel 0) lease";

  private VacuumHotTables() {}

  /**
   * @param owner speaks as the tables' owner; for anybody else PostgreSQL skips them with a warning
   */
  public static Uni<Void> run(Sql owner) {
    return owner
        .run(READY, Tuple.tuple())
        .chain(() -> owner.run(LEASE, Tuple.tuple()))
        .replaceWithVoid();
  }
}
