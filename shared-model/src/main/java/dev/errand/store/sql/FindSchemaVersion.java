package dev.errand.store.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/** The version that the schema was migrated to. */
@CrossTenant("The schema belongs to the platform.")
public final class FindSchemaVersion {
  /** The newest migration that this build brings. */
  public static final int NEWEST = 12;

  private static final String UNDEFINED_TABLE = "42P01";
  private static final String NO_SUCH_ROLE = "22023";

  private static final String SQL =
      """
      /* schema.version */
      select version
      from flyway_schema_history
      where success
      order by installed_rank desc
      limit 1
      """;

  private FindSchemaVersion() {}

  /**
   * @return the version, 0 for a schema without migrations
   */
  public static Uni<Integer> run(Sql sql) {
    return sql.run(SQL, Tuple.tuple())
        .map(rows -> Rows.first(rows, row -> Integer.parseInt(row.getString("version"))).orElse(0))
        .onFailure(StatementRefused.class)
        .recoverWithUni(refused -> neverMigrated((StatementRefused) refused));
  }

  // An empty database has no history, and a server that never saw Errand lacks even our role.
  private static Uni<Integer> neverMigrated(StatementRefused refused) {
    return switch (refused.sqlState()) {
      case UNDEFINED_TABLE, NO_SUCH_ROLE -> Uni.createFrom().item(0);
      default -> Uni.createFrom().failure(refused);
    };
  }
}
