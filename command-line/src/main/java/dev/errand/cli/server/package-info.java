/** Calls to a server, and as whom. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.server;
