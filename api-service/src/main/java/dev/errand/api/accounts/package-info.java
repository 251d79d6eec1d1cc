/** Signing up, signing in, and who one is. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.accounts;
