/** Calls to addresses that users name, and the handler {@code http} that makes them. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.outgoing;
