package dev.errand.model.queue;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue as people see it: what it may do, and what is in it.
 *
 * @param paused null while jobs may start
 * @param oldestPendingAge how long the oldest pending job has been ready; null when none is
 * @param next the id of the pending job that goes first; null when none is let in
 * @param version of its settings; 0 while it has none
 */
public record Queue(
    QueueName name,
    @Nullable Integer concurrency,
    @Nullable RateLimit rateLimit,
    @Nullable Integer perKeyConcurrency,
    boolean manual,
    @Nullable QueuePause paused,
    QueueDepth depth,
    @Nullable Duration oldestPendingAge,
    @Nullable UUID next,
    int version) {}
