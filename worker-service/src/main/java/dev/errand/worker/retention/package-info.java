/** Makes room ahead of time and forgets what is old. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.retention;
