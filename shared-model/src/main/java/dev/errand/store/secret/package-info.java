/** Statements on what this installation keeps to itself. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.secret;
