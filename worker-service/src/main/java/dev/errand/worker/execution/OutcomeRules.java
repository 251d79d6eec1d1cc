package dev.errand.worker.execution;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Cancelled;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.attempt.AttemptOutcome.Snoozed;
import dev.errand.model.attempt.Text;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.worker.execution.RunningAttempt.Stop;
import dev.errand.worker.handlers.InputInvalid;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.RegisteredHandler;
import dev.errand.worker.handlers.RetryAfter;
import dev.errand.worker.handlers.Snooze;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What an attempt's end means for its job. */
@Singleton
public class OutcomeRules {
  private static final int MAX_RESULT = 1 << 20;

  private final RandomGenerator random;

  @Inject
  public OutcomeRules(RandomGenerator random) {
    this.random = random;
  }

  AttemptOutcome completed(@Nullable String result) {
    if (result == null) {
      return new Completed(null);
    }
    if (result.length() > MAX_RESULT) {
      return new Failed(
          new AttemptError("result_too_large", "the result is larger than 1 MiB of JSON"));
    }
    return new Completed(Text.storable(result, MAX_RESULT));
  }

  AttemptOutcome failed(ClaimedJob job, RegisteredHandler handler, Throwable thrown) {
    return switch (unwrap(thrown)) {
      case Snooze snooze -> new Snoozed(snooze.delay());
      case PermanentFailure failure -> new Failed(AttemptError.of(failure.code(), failure));
      case InputInvalid invalid -> new Failed(AttemptError.of(AttemptError.INVALID_INPUT, invalid));
      case RetryAfter later ->
          retry(job, AttemptError.of(AttemptError.HANDLER_ERROR, later), later.delay());
      case Throwable failure -> {
        AttemptError error = AttemptError.of(AttemptError.HANDLER_ERROR, failure);
        yield handler.isRetryable(failure) ? retry(job, error, null) : new Failed(error);
      }
    };
  }

  /** The attempt was told to stop and did, or is taken to have. */
  AttemptOutcome stopped(RunningAttempt attempt) {
    return switch (Objects.requireNonNull(attempt.stop())) {
      case Stop.CANCELLED -> new Cancelled();
      case Stop.TIMED_OUT ->
          retry(attempt.job(), AttemptRunner.timeout(attempt.job().timeout()), null);
      case Stop.DRAINED, Stop.LEASE_LOST -> new Released();
    };
  }

  /** The worker that held the job is gone. */
  public AttemptOutcome lost(ClaimedJob job, String detail) {
    return retry(job, new AttemptError(AttemptError.WORKER_LOST, detail), null);
  }

  private AttemptOutcome retry(ClaimedJob job, AttemptError error, @Nullable Duration delay) {
    if (job.isLastAttempt()) {
      return new Failed(error);
    }
    return new Retried(
        error, delay == null ? job.backoff().delayAfter(job.failures(), random) : delay);
  }

  private static Throwable unwrap(Throwable thrown) {
    boolean wrapper = thrown instanceof ExecutionException;
    @Nullable Throwable cause = thrown.getCause();
    return wrapper && cause != null ? cause : thrown;
  }
}
