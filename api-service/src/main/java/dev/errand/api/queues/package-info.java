/** Queues of a tenant: their limits, pauses and purges, and what a manual one runs next. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.queues;
