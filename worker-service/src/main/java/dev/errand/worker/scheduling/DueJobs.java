package dev.errand.worker.scheduling;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobState;
import dev.errand.store.job.PromoteDueJobs;
import dev.errand.store.job.PromoteDueJobs.Promoted;
import dev.errand.store.sql.Database;
import dev.errand.worker.claiming.ClaimConfig;
import dev.errand.worker.claiming.ClaimLoop;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Moves jobs into their queues when they become due, and sleeps until the next one does. */
@Singleton
public class DueJobs implements JobEventListener {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  // Bounds how often a storm of failing jobs makes us look.
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
  private static final int BATCH = 1000;

  private final Database database;
  private final ClaimLoop claims;
  private final ClaimConfig config;
  private final EngineLoop loop = new EngineLoop("errand-due", this::round);

  @Inject
  DueJobs(Database database, ClaimLoop claims, ClaimConfig config) {
    this.database = database;
    this.claims = claims;
    this.config = config;
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
      if (event instanceof JobEvent.StateChanged change && waits(change.state())) {
        loop.wake();
        return;
      }
    }
  }

  private static boolean waits(JobState state) {
    return state == JobState.SCHEDULED || state == JobState.RETRYING;
  }

  private void round() throws InterruptedException {
    Promoted promoted = PromoteDueJobs.run(database.engine(), BATCH).await().atMost(PATIENCE);
    if (promoted.jobs() > 0) {
      claims.wake();
    }
    if (promoted.jobs() < BATCH) {
      Duration next = promoted.next().orElse(config.poll());
      loop.pause(clamp(next));
    }
  }

  private Duration clamp(Duration next) {
    if (next.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return next.compareTo(config.poll()) > 0 ? config.poll() : next;
  }
}
