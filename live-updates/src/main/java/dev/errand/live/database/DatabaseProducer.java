package dev.errand.live.database;

import dev.errand.store.sql.Database;
import dev.errand.store.sql.DatabaseUrl;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the process' connections, and closes them after everything that uses them. */
@Singleton
class DatabaseProducer {
  @Produces
  @Singleton
  Database database(Vertx vertx, DatabaseConfig config) {
    return new Database(vertx, DatabaseUrl.parse(config.url()), config.patience());
  }

  void close(@Disposes Database database) {
    database.close();
  }
}
