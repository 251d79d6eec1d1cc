/** Takes back jobs whose lease expired. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.rescue;
