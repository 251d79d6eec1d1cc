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
 * A job as people see it: what was asked for, and where it stands now.
 *
 * <p>{@code data}, {@code metadata} and {@code result} are JSON texts exactly as they came in.
 *
 * @param attempt attempts begun so far; 0 before the first
 * @param maxAttempts how many it may have; a retry by hand grants a fresh set on top
 * @param createdBy who submitted it, such as {@code user:<id>}
 */
public record Job(
    JobId id,
    TenantId tenant,
    JobType type,
    @Nullable String name,
    @Nullable String description,
    QueueName queue,
    int priority,
    JobState state,
    @Nullable String data,
    @Nullable String metadata,
    List<String> tags,
    int attempt,
    int maxAttempts,
    Backoff backoff,
    @Nullable Progress progress,
    @Nullable String result,
    @Nullable JobError error,
    @Nullable Instant runAt,
    @Nullable Instant deadlineAt,
    @Nullable Duration timeout,
    @Nullable String concurrencyKey,
    @Nullable String uniqueKey,
    @Nullable UUID scheduleId,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int version) {}
