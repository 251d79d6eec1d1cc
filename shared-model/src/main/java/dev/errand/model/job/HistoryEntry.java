package dev.errand.model.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a job.
 *
 * @param change such as {@code submitted}, {@code started}, {@code cancelled}, {@code retried}
 * @param actor who did it: {@code user:<id>}, {@code worker:<name>} or {@code errand}
 * @param from the state before; null for the first
 * @param to the state after
 */
public record HistoryEntry(
    Instant at,
    String change,
    String actor,
    @Nullable JobState from,
    @Nullable JobState to,
    @Nullable String reason) {}
