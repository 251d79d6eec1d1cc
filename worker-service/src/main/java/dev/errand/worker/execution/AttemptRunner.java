package dev.errand.worker.execution;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lease.FindPayload;
import dev.errand.store.sql.Database;
import dev.errand.worker.completion.Completions;
import dev.errand.worker.completion.Finished;
import dev.errand.worker.handlers.HandlerRegistry;
import dev.errand.worker.handlers.RegisteredHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs one attempt on the calling virtual thread and hands in how it ended. */
@Singleton
public class AttemptRunner {
  private static final Duration PAYLOAD_PATIENCE = Duration.ofSeconds(15);

  private final HandlerRegistry handlers;
  private final ContextFactory contexts;
  private final OutcomeRules rules;
  private final Watchdog watchdog;
  private final Completions completions;
  private final Attempts attempts;
  private final Database database;

  @Inject
  AttemptRunner(
      HandlerRegistry handlers,
      ContextFactory contexts,
      OutcomeRules rules,
      Watchdog watchdog,
      Completions completions,
      Attempts attempts,
      Database database) {
    this.handlers = handlers;
    this.contexts = contexts;
    this.rules = rules;
    this.watchdog = watchdog;
    this.completions = completions;
    this.attempts = attempts;
    this.database = database;
  }

  /** Returns when the handler has; its outcome may have been settled before, by the watchdog. */
  public void run(RunningAttempt attempt) {
    ClaimedJob job = attempt.job();
    @Nullable RegisteredHandler handler = handlers.find(job.type());
    if (handler == null) { // claims name our types, so this is a job whose type was edited by hand
      settle(attempt, new AttemptOutcome.Released());
      return;
    }
    attempt.begin(Thread.currentThread());
    try (Watchdog.Watch watch = watchdog.watch(attempt, this::abandon)) {
      AttemptOutcome outcome = perform(attempt, handler);
      attempt.leave();
      settle(attempt, outcome);
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private AttemptOutcome perform(RunningAttempt attempt, RegisteredHandler handler) {
    ClaimedJob job = attempt.job();
    try {
      if (attempt.stop() != null) {
        return rules.stopped(attempt);
      }
      @Nullable String result = handler.run(data(job), contexts.of(attempt));
      return rules.completed(result);
    } catch (Throwable thrown) { // a StackOverflowError of a handler is an outcome like any other
      return attempt.stop() == null ? rules.failed(job, handler, thrown) : rules.stopped(attempt);
    }
  }

  private @Nullable String data(ClaimedJob job) {
    return job.dataLeftBehind()
        ? FindPayload.run(database.completions(), job.lease()).await().atMost(PAYLOAD_PATIENCE)
        : job.data();
  }

  // The handler ignores its interruption. Its job goes on without it; its thread keeps its slot.
  private void abandon(RunningAttempt attempt) {
    settle(attempt, rules.stopped(attempt));
  }

  private void settle(RunningAttempt attempt, AttemptOutcome outcome) {
    if (attempt.end()) {
      completions.add(
          new Finished(
              attempt.job(),
              outcome,
              attempt.ranMillis(),
              attempt::mayHold,
              () -> attempts.remove(attempt)));
    }
  }

  /** A failure for use where no handler spoke. */
  static AttemptError timeout(@Nullable Duration limit) {
    return new AttemptError(AttemptError.TIMEOUT, "the attempt took longer than " + limit);
  }
}
