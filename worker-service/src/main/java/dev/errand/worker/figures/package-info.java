/** Counts what ends, minute by minute, for the people who watch. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.figures;
