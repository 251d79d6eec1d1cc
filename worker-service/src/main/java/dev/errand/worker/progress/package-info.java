/** Writes progress and log lines of running jobs, in batches. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.progress;
