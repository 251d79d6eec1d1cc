/** When a failed attempt is tried again. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.retry;
