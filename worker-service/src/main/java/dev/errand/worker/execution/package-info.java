/** One attempt on a virtual thread: deadline, cancellation, outcome. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.execution;
