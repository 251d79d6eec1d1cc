/** How a service starts: what can be checked in a moment first, and one line where it cannot. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.start;
