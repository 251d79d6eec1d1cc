/** One try at a job and how it ended. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.attempt;
