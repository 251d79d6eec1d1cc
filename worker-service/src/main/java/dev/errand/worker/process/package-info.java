/** What a worker process is: its settings, its row, its loops. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.process;
