/** What people type. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.input;
