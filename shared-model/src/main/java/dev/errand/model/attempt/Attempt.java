package dev.errand.model.attempt;

import dev.errand.model.job.JobError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a job.
 *
 * @param number from 1
 * @param outcome {@code running}, {@code completed}, {@code failed} or {@code cancelled}
 * @param worker the name of the process that ran it
 * @param retryAt when the next attempt was due; null if there was none
 */
public record Attempt(
    int number,
    String outcome,
    @Nullable String worker,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable JobError error,
    @Nullable Instant retryAt) {}
