package dev.errand.live.identity;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Looks after the keys now and then: one that another process has made signs here too, and one that
 * was taken away is good no more. Keys of tokens that arrive before are looked up at once.
 */
@Singleton
class KeyRefresh {
  private static final Logger LOG = Logger.getLogger(KeyRefresh.class);
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final SigningKeys keys;

  KeyRefresh(Vertx vertx, SigningKeys keys) {
    this.vertx = vertx;
    this.keys = keys;
  }

  void start(@Observes StartupEvent event) {
    long unused = vertx.setPeriodic(EVERY.toMillis(), timer -> look());
  }

  private void look() {
    keys.refresh()
        .subscribe()
        .with(done -> {}, failure -> LOG.debugf("the keys could not be read: %s", failure));
  }
}
