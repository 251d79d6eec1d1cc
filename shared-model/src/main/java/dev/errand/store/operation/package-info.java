/** Statements on operations: one action on many jobs, done in batches. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.operation;
