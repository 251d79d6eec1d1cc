/** Moves due jobs into their queues, fails those past their deadline, and fires schedules. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.scheduling;
