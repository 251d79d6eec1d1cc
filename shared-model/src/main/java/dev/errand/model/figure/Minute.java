package dev.errand.model.figure;

import java.time.Instant;
import java.util.List;

/**
 * What ended in one minute.
 *
 * @param waits how many attempts waited how long for their claim, by {@link Buckets}
 * @param runs how many attempts ran how long
 */
public record Minute(
    Instant at,
    long completed,
    long failed,
    long retried,
    long cancelled,
    List<Long> waits,
    List<Long> runs) {}
