/** Queues. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.queue;
