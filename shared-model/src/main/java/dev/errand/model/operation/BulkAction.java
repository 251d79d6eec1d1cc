package dev.errand.model.operation;

import dev.errand.model.job.JobState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to many jobs at once. */
public enum BulkAction {
  /** Failed and cancelled jobs get a fresh set of attempts. */
  RETRY,
  /** Waiting jobs are cancelled, running ones asked to stop. */
  CANCEL,
  /** Jobs that do not run are hidden everywhere. */
  DELETE,
  /** Held, scheduled and retrying jobs become pending now. */
  RUN;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of that word, if there is one. */
  public static Optional<BulkAction> of(String wire) {
    return Arrays.stream(values()).filter(action -> action.wire().equals(wire)).findFirst();
  }

  /** Why a job in that state is left as it is; empty where the action is legal. */
  public Optional<SkipReason> refusal(JobState state) {
    return switch (this) {
      case RETRY -> retryRefusal(state);
      case CANCEL -> state.isFinal() ? Optional.of(SkipReason.FINISHED) : Optional.empty();
      case DELETE -> state == JobState.RUNNING ? Optional.of(SkipReason.RUNNING) : Optional.empty();
      case RUN -> runRefusal(state);
    };
  }

  private static Optional<SkipReason> retryRefusal(JobState state) {
    return switch (state) {
      case FAILED, CANCELLED -> Optional.empty();
      case COMPLETED, HELD, SCHEDULED, PENDING, RETRYING -> Optional.of(SkipReason.NOT_FAILED);
      case RUNNING -> Optional.of(SkipReason.RUNNING);
    };
  }

  private static Optional<SkipReason> runRefusal(JobState state) {
    return switch (state) {
      case HELD, SCHEDULED, RETRYING -> Optional.empty();
      case PENDING -> Optional.of(SkipReason.PENDING);
      case RUNNING -> Optional.of(SkipReason.RUNNING);
      case COMPLETED, FAILED, CANCELLED -> Optional.of(SkipReason.FINISHED);
    };
  }
}
