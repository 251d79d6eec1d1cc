/** The database connections of a service, from one URL. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.database;
