package dev.errand.model.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as its worker says. */
public sealed interface AttemptOutcome {

  /**
   * The handler returned.
   *
   * @param result JSON text; null when it returned nothing
   */
  record Completed(@Nullable String result) implements AttemptOutcome {}

  /** The handler failed and the job waits {@code delay} for its next attempt. */
  record Retried(AttemptError error, Duration delay) implements AttemptOutcome {}

  /** The handler failed and the job with it. */
  record Failed(AttemptError error) implements AttemptOutcome {}

  /** The handler asked to be run later; the attempt is not counted. */
  record Snoozed(Duration delay) implements AttemptOutcome {}

  /** The job was called off while it ran. */
  record Cancelled() implements AttemptOutcome {}

  /** The worker hands the job back unrun; the attempt is not counted. */
  record Released() implements AttemptOutcome {}
}
