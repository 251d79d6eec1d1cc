/** The live socket. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.live;
