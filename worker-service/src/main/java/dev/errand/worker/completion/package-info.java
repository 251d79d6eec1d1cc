/** Writes outcomes under the lease token, in batches. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.completion;
