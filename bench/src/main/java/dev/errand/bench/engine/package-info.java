/** What the workloads share: backlogs, callers, workers in this process and in others. */
@org.jspecify.annotations.NullMarked
package dev.errand.bench.engine;
