package dev.errand.worker.rescue;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.Lease;
import dev.errand.store.lease.FindLostLeases;
import dev.errand.store.lease.FindLostLeases.LostLease;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.sql.Database;
import dev.errand.worker.completion.Finished;
import dev.errand.worker.execution.OutcomeRules;
import dev.errand.worker.figures.Figures;
import dev.errand.worker.heartbeat.LeaseTiming;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Takes back jobs whose lease expired. Any worker may: the statement moves only what is still lost
 * by the database's clock, so several do no harm.
 */
@Singleton
public class LeaseRescuer {
  private static final Logger LOG = Logger.getLogger(LeaseRescuer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int BATCH = 500;

  private final Database database;
  private final OutcomeRules rules;
  private final LeaseTiming timing;
  private final RescueConfig config;
  private final JobEvents events;
  private final Figures figures;
  private final Clock clock;
  private final RandomGenerator random;
  private final EngineLoop loop = new EngineLoop("errand-rescue", this::round);
  private boolean databaseWasAway;

  /** Where the rescuer's news goes and what its chance is. */
  @Singleton
  record Surroundings(JobEvents events, Figures figures, Clock clock, RandomGenerator random) {}

  @Inject
  LeaseRescuer(
      Database database,
      OutcomeRules rules,
      LeaseTiming timing,
      RescueConfig config,
      Surroundings surroundings) {
    this.database = database;
    this.rules = rules;
    this.timing = timing;
    this.config = config;
    this.events = surroundings.events();
    this.figures = surroundings.figures();
    this.clock = surroundings.clock();
    this.random = surroundings.random();
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  private void round() throws InterruptedException {
    loop.pause(interval());
    if (loop.isStopping()) {
      return;
    }
    if (databaseWasAway) {
      // While it was away nobody could renew: give every living worker the time to do so first.
      databaseWasAway = false;
      loop.pause(timing.duration());
    }
    try {
      while (rescueBatch() == BATCH && !loop.isStopping()) {
        LOG.info("more leases are lost than one batch takes");
      }
    } catch (RuntimeException failure) {
      databaseWasAway = true;
      throw failure;
    }
  }

  private int rescueBatch() {
    List<LostLease> lost =
        FindLostLeases.run(database.engine(), BATCH, timing.grace(), config.losses() - 1)
            .await()
            .atMost(PATIENCE);
    if (lost.isEmpty()) {
      return 0;
    }
    List<Finished> ends =
        lost.stream()
            .map(lease -> new Finished(lease.job(), outcome(lease), -1, () -> true, () -> {}))
            .toList();
    List<Ending> endings = ends.stream().map(Finished::ending).toList();
    Map<Lease, JobState> rescued =
        FinishAttempts.rescue(database.engine(), endings, timing.grace()).await().atMost(PATIENCE);
    figures.count(ends, rescued);
    events.publish(Finished.news(ends, rescued, clock.instant()));
    LOG.infof("rescued %d jobs whose lease was lost", rescued.size());
    return lost.size();
  }

  private AttemptOutcome outcome(LostLease lease) {
    if (lease.cancelled()) {
      return new AttemptOutcome.Cancelled();
    }
    if (lease.losses() >= config.losses() - 1) {
      return new AttemptOutcome.Failed(
          new AttemptError(
              AttemptError.WORKER_LOST,
              "the job lost its worker " + config.losses() + " times in a row"));
    }
    return rules.lost(lease.job(), "the worker stopped renewing its lease");
  }

  private Duration interval() {
    return Duration.ofNanos(
        (long) (config.interval().toNanos() * (0.8 + 0.4 * random.nextDouble())));
  }
}
