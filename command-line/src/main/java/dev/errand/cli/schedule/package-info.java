/** Schedules. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.schedule;
