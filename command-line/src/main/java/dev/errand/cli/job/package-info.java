/** Jobs. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.job;
