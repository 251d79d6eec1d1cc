package dev.errand.worker.scheduling;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.event.JobEvent.StateChanged;
import dev.errand.store.idempotency.ForgetOldAnswers;
import dev.errand.store.job.ExpireJobs;
import dev.errand.store.sql.Database;
import dev.errand.worker.figures.Figures;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Fails jobs past their deadline, and forgets answers whose idempotency keys are a day old. */
@Singleton
public class Deadlines {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration KEYS_ARE_KEPT = Duration.ofHours(24);
  private static final int BATCH = 500;

  private final Database database;
  private final JobEvents events;
  private final Figures figures;
  private final EngineLoop loop = new EngineLoop("errand-deadlines", this::round);

  @Inject
  Deadlines(Database database, JobEvents events, Figures figures) {
    this.database = database;
    this.events = events;
    this.figures = figures;
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  private void round() throws InterruptedException {
    List<StateChanged> failed = ExpireJobs.run(database.engine(), BATCH).await().atMost(PATIENCE);
    failed.forEach(job -> figures.count(job.tenant(), job.queue(), job.state()));
    events.publish(failed);
    ForgetOldAnswers.run(database.engine(), KEYS_ARE_KEPT, BATCH).await().atMost(PATIENCE);
    loop.pause(INTERVAL);
  }
}
