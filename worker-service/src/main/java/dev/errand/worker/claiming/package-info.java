/** The claim loop: free slots in, leased jobs out. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.claiming;
