/** What called us: its environment and streams, and how we end. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.shell;
