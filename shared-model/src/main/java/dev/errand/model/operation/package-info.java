/** One action on many jobs. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.operation;
