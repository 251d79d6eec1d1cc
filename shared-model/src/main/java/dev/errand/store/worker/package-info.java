/** Statements on worker processes and the types they know. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.worker;
