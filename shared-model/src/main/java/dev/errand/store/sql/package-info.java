/** The way to PostgreSQL: connections, transactions, tenants. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.sql;
