/** Keeps claims fast: clears what the jobs leave behind in the tables that they pass through. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.vacuum;
