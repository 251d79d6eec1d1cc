/** Statements on queues: their settings, what is in them, and what may run next. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.queue;
