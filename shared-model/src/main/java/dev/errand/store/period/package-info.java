/** Statements on periods: the partitions of the tables that only grow. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.period;
