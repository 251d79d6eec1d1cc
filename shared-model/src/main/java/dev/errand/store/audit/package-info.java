/** The log of what people did with their rights: appended to, read, and checked. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.audit;
