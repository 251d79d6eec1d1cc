package dev.errand.store.lease;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/**
 * Clears the dead rows of the tables that every job passes through, or every job with a key. Dead
 * entries slow a claim by a third within ten seconds of load, and autovacuum wakes once a minute.
 */
@CrossTenant("Maintenance of whole tables.")
public final class VacuumHotTables {
  private static final String READY =
      "/* ready.vacuum */ vacuum (skip_locked, truncate off, parallel 0) ready";
  private static final String LEASE =
      "/* lease.vacuum */ vacuum (skip_locked, truncate off, parallel 0) lease";

  private static final String IN_LINE =
      "/* in_line.vacuum */ vacuum (skip_locked, truncate off, parallel 0) in_line";
  private static final String KEY_CHANGE =
      "/* key_change.vacuum */ vacuum (skip_locked, truncate off, parallel 0) key_change";

  private VacuumHotTables() {}

  /**
   * @param owner speaks as the tables' owner; for anybody else PostgreSQL skips them with a warning
   */
  public static Uni<Void> run(Sql owner) {
    return owner
        .run(READY, Tuple.tuple())
        .chain(() -> owner.run(LEASE, Tuple.tuple()))
        .chain(() -> owner.run(IN_LINE, Tuple.tuple()))
        .chain(() -> owner.run(KEY_CHANGE, Tuple.tuple()))
        .replaceWithVoid();
  }
}
