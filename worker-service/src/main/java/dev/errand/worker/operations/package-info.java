/** Does what people asked to be done to many jobs at once. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.operations;
