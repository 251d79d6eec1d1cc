package dev.errand.standalone;

import dev.errand.postgres.EmbeddedPostgres;
import dev.errand.postgres.EmbeddedPostgresException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The server of the data directory, started again when it dies by itself. */
final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

  private final EmbeddedPostgres postgres;
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(task));

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static EmbeddedDatabase start(Path data, boolean fresh) {
    if (fresh) {
      EmbeddedPostgres.erase(data);
    }
    EmbeddedDatabase database = new EmbeddedDatabase(EmbeddedPostgres.start(data));
    var _ = database.keeper.scheduleWithFixedDelay(database::restartIfDead, 1, 1, TimeUnit.SECONDS);
    return database;
  }

  String url() {
    return postgres.url();
  }

  private void restartIfDead() {
    try {
      if (!postgres.isRunning()) {
        LOG.warn("PostgreSQL has ended unexpectedly and is started again");
        postgres.restart();
      }
    } catch (EmbeddedPostgresException failure) {
      LOG.error(failure.getMessage());
    }
  }

  @Override
  public void close() {
    keeper.shutdownNow();
    postgres.close();
  }
}
