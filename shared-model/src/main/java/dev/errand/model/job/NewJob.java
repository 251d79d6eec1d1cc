package dev.errand.model.job;

import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that was asked for and found valid, not yet stored.
 *
 * @param data any JSON as text; null when none was given
 * @param start when it may run
 * @param concurrencyKey jobs of a queue with the same key do not run side by side; null for none
 * @param uniqueKey no other unfinished job of the tenant has it; null for none
 * @param scheduleId the schedule that made it; null for none
 * @param timeout the longest one attempt may take; null for no limit
 */
public record NewJob(
    JobId id,
    TenantId tenant,
    String createdBy,
    JobType type,
    QueueName queue,
    Priority priority,
    Start start,
    int maxAttempts,
    Backoff backoff,
    @Nullable String data,
    @Nullable String name,
    @Nullable String description,
    @Nullable String metadata,
    List<String> tags,
    @Nullable Instant deadlineAt,
    @Nullable Duration timeout,
    @Nullable String traceparent,
    @Nullable String concurrencyKey,
    @Nullable String uniqueKey,
    @Nullable UUID scheduleId) {

  /** How many attempts a job has that does not say. */
  public static final int DEFAULT_MAX_ATTEMPTS = 5;

  /** When a job may run. */
  public sealed interface Start {
    Start NOW = new Now();

    /** As soon as a worker is free. */
    record Now() implements Start {}

    /** When somebody says so. */
    record Held() implements Start {}

    /** Not before that moment. */
    record At(Instant moment) implements Start {}

    /** That long after submission, by the database's clock. */
    record After(Duration delay) implements Start {}
  }

  /**
   * The job as it stands right after it was stored.
   *
   * @param dueAt when it becomes due by the database's clock; null when it is ready or held
   * @param begunAt when its first attempt began, if it began at once
   */
  public Job stored(@Nullable Instant dueAt, @Nullable Instant begunAt) {
    JobState state =
        start instanceof Start.Held
            ? JobState.HELD
            : dueAt != null
                ? JobState.SCHEDULED
                : begunAt != null ? JobState.RUNNING : JobState.PENDING;
    var runAt = dueAt == null && start instanceof Start.At at ? at.moment() : dueAt;
    return new Job(
        id,
        tenant,
        type,
        name,
        description,
        queue,
        priority.value(),
        state,
        data,
        metadata,
        tags,
        begunAt == null ? 0 : 1,
        maxAttempts,
        backoff,
        null,
        null,
        null,
        runAt,
        deadlineAt,
        timeout,
        concurrencyKey,
        uniqueKey,
        scheduleId,
        createdBy,
        id.createdAt(),
        begunAt,
        null,
        1);
  }
}
