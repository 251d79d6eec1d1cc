package dev.errand.live.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Makes the pool of Hibernate as careful as our own: a connection that falls silent is closed. */
@Singleton
class PoolCreator implements PgPoolCreator {
  private final DatabaseConfig config;

  PoolCreator(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    int silence = Math.toIntExact(config.patience().toMillis());
    input
        .pgConnectOptionsList()
        .forEach(
            options -> {
              options.setReadIdleTimeout(silence);
              options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
            });
    return Pool.pool(input.vertx(), input.pgConnectOptionsList().getFirst(), input.poolOptions());
  }
}
