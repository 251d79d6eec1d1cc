package dev.errand.store.sql;

import dev.errand.postgres.EmbeddedPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/** One PostgreSQL for all tests of the JVM, with a migrated database for each that asks. */
public final class EngineDatabase implements AutoCloseable {
  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.temporary();
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Database database;

  // Held, because the log manager forgets loggers that nobody holds, and their levels.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  private EngineDatabase(DatabaseUrl url) {
    Flyway.configure().dataSource(url.jdbc(), url.user(), url.password()).load().migrate();
    database = new Database(VERTX, url, PATIENCE);
  }

  public static EngineDatabase create(String name) {
    return new EngineDatabase(DatabaseUrl.parse(SERVER.createDatabase(name)));
  }

  public Database database() {
    return database;
  }

  /** Runs a statement as the engine. */
  public RowSet<Row> query(String sql, Object... parameters) {
    return database.engine().run(sql, Tuple.from(parameters)).await().atMost(PATIENCE);
  }

  /** The first column of the only row. */
  public long count(String sql, Object... parameters) {
    return query(sql, parameters).iterator().next().getLong(0);
  }

  @Override
  public void close() {
    database.close();
  }
}
