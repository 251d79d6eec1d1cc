/** Workers. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.worker;
