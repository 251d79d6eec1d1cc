/** How a worker starts, drains and stops. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.lifecycle;
