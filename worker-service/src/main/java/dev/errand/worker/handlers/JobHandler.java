package dev.errand.worker.handlers;

import org.jspecify.annotations.Nullable;

/**
 * The code that performs a type. Runs on a virtual thread of its own for every attempt, so it may
 * block; it may be interrupted when the job is called off, runs out of time, or its lease is lost.
 *
 * <p>Runs at least once for each job and, without a fault, exactly once: {@link
 * JobContext#fencingToken()} and the job's id make its effects repeatable.
 *
 * @param <I> a record, read from the job's data and validated by its Jakarta constraints
 * @param <O> what becomes the job's result, written as JSON
 */
@FunctionalInterface
public interface JobHandler<I, O extends @Nullable Object> {
  /**
   * Performs one attempt.
   *
   * @throws Exception any failure: tried again after the job's backoff, unless it is a {@link
   *     PermanentFailure} or named by {@link Retry#never()}
   */
  O run(I input, JobContext job) throws Exception;
}
