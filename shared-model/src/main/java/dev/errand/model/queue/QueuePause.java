package dev.errand.model.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing of a queue starts.
 *
 * @param by the actor, such as {@code user:<id>}
 */
public record QueuePause(Instant at, String by, @Nullable String reason) {}
