/** Answers already given, for requests that are sent again. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.idempotency;
