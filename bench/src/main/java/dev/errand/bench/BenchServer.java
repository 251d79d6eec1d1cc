package dev.errand.bench;

import dev.errand.bench.engine.Cost;
import dev.errand.postgres.EmbeddedPostgres;
import dev.errand.store.sql.DatabaseUrl;
import java.io.IOException;
import java.util.Map;

/**
 * The PostgreSQL that everything is measured on: durable, and the same for Errand and its peers.
 */
final class BenchServer {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "1GB",
          "max_wal_size", "8GB",
          "max_connections", "200",
          "shared_preload_libraries", "pg_stat_statements",
          // Counts only where a profile switches it on: it costs some percent.
          "pg_stat_statements.track", "none");

  private BenchServer() {}

  static EmbeddedPostgres start() {
    return EmbeddedPostgres.temporary(SETTINGS);
  }

  /** Says where it is and keeps it up until standard input ends. */
  static void serve() throws IOException {
    try (EmbeddedPostgres postgres = start()) {
      System.out.printf("%s%n%s%n", postgres.url(), postgres.superuserUrl());
      System.out.flush();
      while (System.in.read() >= 0) {}
    }
  }

  /** Makes a database and hands it to the services that start next. */
  static void use(EmbeddedPostgres postgres) {
    String url = postgres.createDatabase("bench");
    String database = DatabaseUrl.parse(url).database();
    DatabaseUrl superuser = DatabaseUrl.parse(postgres.superuserUrl());
    System.setProperty("errand.database.url", url);
    System.setProperty(
        "errand.bench.admin-url",
        new DatabaseUrl(
                superuser.host(),
                superuser.port(),
                database,
                superuser.user(),
                superuser.password(),
                Map.of())
            .url());
    System.setProperty(Cost.POSTMASTER, String.valueOf(postgres.pid()));
  }
}
