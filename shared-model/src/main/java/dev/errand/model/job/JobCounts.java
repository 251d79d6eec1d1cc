package dev.errand.model.job;

import java.util.Set;

/** How many jobs stand in each state, all in one moment. */
public record JobCounts(
    long held,
    long scheduled,
    long pending,
    long running,
    long retrying,
    long completed,
    long failed,
    long cancelled,
    long total) {

  /** How many stand in one of those states; in any, if none is named. */
  public long in(Set<JobState> states) {
    return states.isEmpty() ? total : states.stream().mapToLong(this::in).sum();
  }

  private long in(JobState state) {
    return switch (state) {
      case HELD -> held;
      case SCHEDULED -> scheduled;
      case PENDING -> pending;
      case RUNNING -> running;
      case RETRYING -> retrying;
      case COMPLETED -> completed;
      case FAILED -> failed;
      case CANCELLED -> cancelled;
    };
  }
}
