/** Durations, counted so that their percentiles can be told. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.figure;
