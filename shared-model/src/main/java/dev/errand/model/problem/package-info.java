/** What can go wrong, in one list of codes. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.problem;
