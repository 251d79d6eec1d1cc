/** Statements that begin, extend and end attempts, all fenced by the lease token. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.lease;
