/** Job events on their way between processes. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.channel;
