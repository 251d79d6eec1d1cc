/** Statements on tenants as the engine sees them. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.tenant;
