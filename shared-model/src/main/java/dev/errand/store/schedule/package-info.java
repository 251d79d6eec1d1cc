/** Statements that move schedules on and record their fires. Definitions are written by the API. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.schedule;
