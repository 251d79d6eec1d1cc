package dev.errand.model.job;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a job stands. One word each, the same in the database, on the wire and in the dashboard.
 *
 * <p>{@code docs/state-machine.md} draws the transitions; a test compares it with this class.
 */
public enum JobState {
  /** Waits for a person to run it. */
  HELD,
  /** Not due yet. */
  SCHEDULED,
  /** Ready, in its queue. */
  PENDING,
  /** Leased to a worker. */
  RUNNING,
  /** Failed, waits for its next attempt. */
  RETRYING,
  /** Done, with a result. */
  COMPLETED,
  /** Failed for good; can be retried by hand. */
  FAILED,
  /** Called off. */
  CANCELLED;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that word, if there is one. */
  public static Optional<JobState> of(String wire) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(wire)).findFirst();
  }

  /** Nothing moves a final job but a person's retry. */
  public boolean isFinal() {
    return switch (this) {
      case COMPLETED, FAILED, CANCELLED -> true;
      case HELD, SCHEDULED, PENDING, RUNNING, RETRYING -> false;
    };
  }

  /** The states a job may go to from here. */
  public Set<JobState> next() {
    return switch (this) {
      case HELD -> EnumSet.of(PENDING, CANCELLED, FAILED);
      case SCHEDULED -> EnumSet.of(PENDING, CANCELLED, FAILED);
      case PENDING -> EnumSet.of(RUNNING, SCHEDULED, CANCELLED, FAILED);
      case RUNNING -> EnumSet.of(COMPLETED, FAILED, CANCELLED, RETRYING, SCHEDULED, PENDING);
      case RETRYING -> EnumSet.of(PENDING, CANCELLED, FAILED);
      case COMPLETED -> EnumSet.noneOf(JobState.class);
      case FAILED, CANCELLED -> EnumSet.of(PENDING);
    };
  }
}
