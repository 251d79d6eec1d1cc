/** How answers look: tables that fit, or what the server said. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.paper;
