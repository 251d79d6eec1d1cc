/** What wrong guesses of passwords and codes cost, counted in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.guesses;
