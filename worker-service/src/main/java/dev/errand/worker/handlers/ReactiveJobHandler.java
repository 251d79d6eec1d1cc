package dev.errand.worker.handlers;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * A handler that answers later. The attempt lasts until the {@code Uni} is done; it is cancelled
 * where a {@link JobHandler} would be interrupted.
 */
@FunctionalInterface
public interface ReactiveJobHandler<I, O extends @Nullable Object> {
  /** Performs one attempt; a failed {@code Uni} is a failed attempt. */
  Uni<O> run(I input, JobContext job);
}
