/** A job: what was asked for, and where it stands. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.job;
