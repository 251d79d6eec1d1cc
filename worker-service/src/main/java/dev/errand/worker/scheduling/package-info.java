/** Moves due jobs into their queues and fails those past their deadline. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.scheduling;
