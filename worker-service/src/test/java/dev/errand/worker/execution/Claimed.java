package dev.errand.worker.execution;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.lease.Lease;
import dev.errand.model.lease.LeaseToken;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claimed jobs for tests. */
public final class Claimed {
  private Claimed() {}

  public static ClaimedJob job(int priority) {
    return job(priority, 1, 5, null);
  }

  public static ClaimedJob job(
      int priority, int attempt, int lastAttempt, @Nullable Duration timeout) {
    return new ClaimedJob(
        new Lease(
            new TenantId(UUID.randomUUID()),
            new JobId(UUID.randomUUID()),
            new LeaseToken(1),
            attempt),
        new JobType("noop"),
        QueueName.DEFAULT,
        priority,
        lastAttempt,
        lastAttempt,
        new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0),
        null,
        null,
        timeout,
        null,
        false,
        0);
  }
}
