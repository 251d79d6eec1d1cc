/** Queues: named lanes of a tenant. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.queue;
