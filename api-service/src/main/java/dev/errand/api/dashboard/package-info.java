/** Serves the pages that people look at. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.dashboard;
