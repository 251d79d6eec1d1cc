/** Starts the API alone, as its own process. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.start;
