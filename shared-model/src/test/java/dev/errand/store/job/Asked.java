package dev.errand.store.job;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobEdit;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Jobs as a test asks for them, and edits of them. */
public record Asked(
    TenantId tenant,
    Start start,
    int priority,
    int maxAttempts,
    String concurrencyKey,
    String uniqueKey,
    Instant deadline) {

  public static Asked by(TenantId tenant) {
    return new Asked(tenant, Start.NOW, 0, 3, null, null, null);
  }

  public Asked start(Start other) {
    return new Asked(tenant, other, priority, maxAttempts, concurrencyKey, uniqueKey, deadline);
  }

  public Asked priority(int other) {
    return new Asked(tenant, start, other, maxAttempts, concurrencyKey, uniqueKey, deadline);
  }

  public Asked maxAttempts(int other) {
    return new Asked(tenant, start, priority, other, concurrencyKey, uniqueKey, deadline);
  }

  public Asked concurrencyKey(String key) {
    return new Asked(tenant, start, priority, maxAttempts, key, uniqueKey, deadline);
  }

  public Asked uniqueKey(String key) {
    return new Asked(tenant, start, priority, maxAttempts, concurrencyKey, key, deadline);
  }

  public Asked deadline(Instant moment) {
    return new Asked(tenant, start, priority, maxAttempts, concurrencyKey, uniqueKey, moment);
  }

  public NewJob job() {
    return new NewJob(
        Engine.id(),
        tenant,
        "user:test",
        new JobType("noop"),
        QueueName.DEFAULT,
        new Priority(priority),
        start,
        maxAttempts,
        new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(10), 0),
        null,
        null,
        null,
        null,
        List.of(),
        deadline,
        null,
        null,
        concurrencyKey,
        uniqueKey,
        null);
  }

  /** An edit of another priority. */
  public static JobEdit withPriority(Job job, int priority) {
    return edit(job, priority, job.runAt(), job.deadlineAt(), "priority");
  }

  /** An edit of another time; null for at once. */
  public static JobEdit withRunAt(Job job, Instant runAt) {
    return edit(job, job.priority(), runAt, job.deadlineAt(), "runAt");
  }

  /** An edit of another deadline; null for none. */
  public static JobEdit withDeadline(Job job, Instant deadline) {
    return edit(job, job.priority(), job.runAt(), deadline, "deadlineAt");
  }

  private static JobEdit edit(
      Job job, int priority, Instant runAt, Instant deadline, String changed) {
    return new JobEdit(
        job.id(),
        job.version(),
        job.name(),
        job.description(),
        priority,
        job.data(),
        job.metadata(),
        job.tags(),
        runAt,
        deadline,
        List.of(changed));
  }
}
