package dev.errand.api.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How to retry a job.
 *
 * @param data the corrected payload; left out, the job keeps its own
 */
record RetryRequest(@Nullable RawJson data) {}
