/** Statements on jobs, as people ask for them. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.job;
