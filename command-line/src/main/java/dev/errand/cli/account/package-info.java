/** Signing in and out. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.account;
