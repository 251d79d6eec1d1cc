/** The words of Errand. */
@org.jspecify.annotations.NullMarked
package dev.errand.model;
