package dev.errand.worker.retention;

import dev.errand.store.figure.ForgetFigures;
import dev.errand.store.guess.ForgetOldGuesses;
import dev.errand.store.lease.ForgetGoAheads;
import dev.errand.store.lease.ForgetStarts;
import dev.errand.store.operation.ForgetOperations;
import dev.errand.store.session.ForgetExpired;
import dev.errand.store.session.ForgetInvitations;
import dev.errand.store.sql.Database;
import dev.errand.store.webhook.ForgetDeliveries;
import dev.errand.store.worker.ForgetWorkers;
import dev.errand.worker.process.EngineLoop;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Makes room and forgets, at the start and then once an hour. */
@Singleton
public class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration FIGURES = Duration.ofHours(24);
  private static final Duration OPERATIONS = Duration.ofDays(30);
  private static final Duration WORKERS = Duration.ofDays(7);
  private static final Duration GUESSES = Duration.ofDays(1);
  private static final int BATCH = 1000;

  private final Database database;
  private final Periods periods;
  private final RetentionConfig config;
  private final RandomGenerator random;
  private final EngineLoop loop = new EngineLoop("errand-retention", this::round);

  @Inject
  Retention(Database database, Periods periods, RetentionConfig config, RandomGenerator random) {
    this.database = database;
    this.periods = periods;
    this.config = config;
    this.random = random;
    if (config.jobs().compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("errand.retention.jobs must be at least " + SHORTEST);
    }
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  private void round() throws InterruptedException {
    step("beginning periods", () -> periods.begin(loop));
    step("ending periods", () -> periods.end(loop));
    step("forgetting carried jobs", () -> periods.forgetCarried(loop));
    step("forgetting figures", () -> batches(this::forgetFigures));
    step("forgetting starts", () -> batches(() -> ForgetStarts.run(database.engine(), BATCH)));
    step("forgetting go-aheads", () -> batches(this::forgetGoAheads));
    step("forgetting operations", () -> batches(this::forgetOperations));
    step("forgetting deliveries", () -> batches(this::forgetDeliveries));
    step("forgetting workers", this::forgetWorkers);
    step("forgetting sessions", this::forgetSessions);
    step("forgetting guesses", () -> batches(this::forgetGuesses));
    loop.pause(jittered(config.interval()));
  }

  /** Part of a round. What fails must not keep the rest from being done. */
  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  private void step(String name, Step step) throws InterruptedException {
    if (loop.isStopping()) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException failure) {
      LOG.warnf("%s did not succeed and is tried again: %s", name, failure);
    }
  }

  private void batches(Supplier<Uni<Integer>> forget) {
    int forgotten = BATCH;
    while (forgotten == BATCH && !loop.isStopping()) {
      forgotten = forget.get().await().atMost(PATIENCE);
    }
  }

  private Uni<Integer> forgetFigures() {
    return ForgetFigures.run(database.engine(), FIGURES, BATCH);
  }

  private Uni<Integer> forgetGoAheads() {
    return ForgetGoAheads.run(database.engine(), BATCH);
  }

  private Uni<Integer> forgetOperations() {
    return ForgetOperations.run(database.engine(), OPERATIONS, BATCH);
  }

  private Uni<Integer> forgetGuesses() {
    return ForgetOldGuesses.run(database.engine(), GUESSES, BATCH);
  }

  private Uni<Integer> forgetDeliveries() {
    return ForgetDeliveries.run(database.engine(), config.jobs(), BATCH);
  }

  // Histories name workers for as long as they are kept.
  private void forgetWorkers() {
    Duration age = config.jobs().compareTo(WORKERS) > 0 ? config.jobs() : WORKERS;
    int unused = ForgetWorkers.run(database.engine(), age).await().atMost(PATIENCE);
  }

  private void forgetSessions() {
    ForgetExpired.run(database.owner()).await().atMost(PATIENCE);
    ForgetInvitations.run(database.owner()).await().atMost(PATIENCE);
  }

  // Replicas that were started together should not all do it at the same moment.
  private Duration jittered(Duration interval) {
    return Duration.ofNanos((long) (interval.toNanos() * (0.8 + 0.4 * random.nextDouble())));
  }
}
