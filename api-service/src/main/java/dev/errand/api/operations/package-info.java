/** Acts on many jobs at once, and tells how far that is. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.operations;
