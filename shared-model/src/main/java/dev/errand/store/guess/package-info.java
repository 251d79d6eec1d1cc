/** Statements that count wrong guesses of passwords and codes. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.guess;
