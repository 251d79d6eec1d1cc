package dev.errand.worker.webhooks;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Database;
import dev.errand.store.webhook.ListListening;
import dev.errand.worker.claiming.ClaimLoop;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/**
 * Turns what there is to tell into deliveries. News of a tenant that listens wakes it; what it
 * knows of who listens is a hint, and a look every second does without.
 */
@Singleton
public class Announcements implements JobEventListener {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LISTENERS = Duration.ofSeconds(5);
  private static final int MOST_LISTENERS = 10_000;

  private final Database database;
  private final FanOut fanOut;
  private final ClaimLoop claims;
  private final EngineLoop loop = new EngineLoop("errand-webhooks", this::round);
  private volatile Set<TenantId> listening = Set.of();
  private long lookedAt = System.nanoTime() - BETWEEN_LISTENERS.toNanos();

  @Inject
  Announcements(Database database, FanOut fanOut, ClaimLoop claims) {
    this.database = database;
    this.fanOut = fanOut;
    this.claims = claims;
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  @Override
  public void on(TenantEvents events) {
    for (JobEvent event : events.events()) {
      if (event instanceof JobEvent.StateChanged && listening.contains(event.tenant())) {
        loop.wake();
        return;
      }
    }
  }

  private void round() throws InterruptedException {
    int told = fanOut.tell().await().atMost(PATIENCE);
    if (told > 0) {
      claims.wake();
    }
    lookWhoListens();
    if (told < FanOut.BATCH) {
      loop.pause(POLL);
    }
  }

  private void lookWhoListens() {
    if (System.nanoTime() - lookedAt < BETWEEN_LISTENERS.toNanos()) {
      return;
    }
    lookedAt = System.nanoTime();
    listening =
        Set.copyOf(ListListening.run(database.engine(), MOST_LISTENERS).await().atMost(PATIENCE));
  }
}
