/** Statements on what workers counted, minute by minute. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.figure;
