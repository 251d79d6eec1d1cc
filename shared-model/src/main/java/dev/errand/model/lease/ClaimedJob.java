package dev.errand.model.lease;

import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job with the lease under which it may run now.
 *
 * @param lastAttempt the attempt after which it has failed for good
 * @param allowance how many attempts a fresh set has; tells how often it failed since the last
 *     retry by hand
 * @param dataLeftBehind whether there is more data than a claim carries, to be read when it runs
 * @param waitedMillis how long it was ready before it was claimed; a bare number, because there is
 *     one for every job that runs
 */
public record ClaimedJob(
    Lease lease,
    JobType type,
    QueueName queue,
    int priority,
    int lastAttempt,
    int allowance,
    Backoff backoff,
    @Nullable String data,
    @Nullable Instant deadlineAt,
    @Nullable Duration timeout,
    @Nullable String traceparent,
    boolean dataLeftBehind,
    long waitedMillis) {

  /** A job whose first attempt begins as it is stored. */
  public static ClaimedJob begun(NewJob job, Lease lease) {
    return new ClaimedJob(
        lease,
        job.type(),
        job.queue(),
        job.priority().value(),
        job.maxAttempts(),
        job.maxAttempts(),
        job.backoff(),
        job.data(),
        job.deadlineAt(),
        job.timeout(),
        job.traceparent(),
        false,
        0);
  }

  /** Failures in the present set of attempts, should this one fail too. */
  public int failures() {
    return lease.attempt() - (lastAttempt - allowance);
  }

  public boolean isLastAttempt() {
    return lease.attempt() >= lastAttempt;
  }
}
