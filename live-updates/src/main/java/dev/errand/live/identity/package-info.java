/** Who is asking: access tokens, their keys, and cookies. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.identity;
