/** Renews leases in batches; tells an attempt that its lease is lost. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.heartbeat;
