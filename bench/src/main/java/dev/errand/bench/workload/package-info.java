/** What is measured, one class each. */
@org.jspecify.annotations.NullMarked
package dev.errand.bench.workload;
