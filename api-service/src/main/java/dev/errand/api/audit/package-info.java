/**
 * The log of what people did with their rights: who writes it, and how admins read and check it.
 */
@org.jspecify.annotations.NullMarked
package dev.errand.api.audit;
