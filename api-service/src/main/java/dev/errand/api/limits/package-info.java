/** How many requests anybody may make, counted in memory. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.limits;
