/** The command line {@code errand}: a noun, a verb, and nothing that HTTP cannot do. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli;
