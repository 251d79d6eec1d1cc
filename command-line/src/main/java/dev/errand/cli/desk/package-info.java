/** What every command works with. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.desk;
