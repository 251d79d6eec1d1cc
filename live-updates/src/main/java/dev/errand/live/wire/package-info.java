/** How jobs and events look as JSON. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.wire;
