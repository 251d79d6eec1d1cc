package dev.errand.store.lifecycle;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.ClaimedJob;
import java.util.ArrayList;
import java.util.List;

/** A job as the model knows it. */
final class ModelJob {
  /** Where a moment lies. */
  enum When {
    NEVER,
    PAST,
    FUTURE
  }

  final JobId id;
  final int maxAttempts;
  final String concurrencyKey;
  final String uniqueKey;
  final List<ClaimedJob> oldLeases = new ArrayList<>();
  JobState state = JobState.PENDING;
  int attempt;
  int lastAttempt;
  int priority;
  int version = 1;
  When due = When.NEVER;
  When deadline = When.NEVER;
  ClaimedJob lease;
  boolean leaseHolds;
  boolean cancelRequested;
  boolean hidden;

  ModelJob(JobId id, int maxAttempts, String concurrencyKey, String uniqueKey) {
    this.id = id;
    this.maxAttempts = maxAttempts;
    this.lastAttempt = maxAttempts;
    this.concurrencyKey = concurrencyKey;
    this.uniqueKey = uniqueKey;
  }

  /** Waits for something else than a worker. */
  boolean isWaiting() {
    return state == JobState.HELD || state == JobState.SCHEDULED || state == JobState.RETRYING;
  }

  boolean isWaitingOrPending() {
    return isWaiting() || state == JobState.PENDING;
  }

  void become(JobState next, When nextDue) {
    if (state == JobState.RUNNING) {
      oldLeases.add(lease);
      lease = null;
      leaseHolds = false;
      cancelRequested = false;
    }
    state = next;
    due = nextDue;
  }

  void become(JobState next) {
    become(next, When.NEVER);
  }

  /** As the database should show it. */
  Standing standing() {
    return new Standing(state, attempt, priority, version, hidden);
  }

  /** What the model and the database must agree on. */
  record Standing(JobState state, int attempt, int priority, int version, boolean hidden) {}
}
