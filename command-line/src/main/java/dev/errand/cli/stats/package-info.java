/** The figures of the overview. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.stats;
