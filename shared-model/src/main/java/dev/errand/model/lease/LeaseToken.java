package dev.errand.model.lease;

/**
 * The proof of a lease: larger at every claim of the same job, so that whoever remembers the
 * largest one seen can refuse an earlier holder.
 */
public record LeaseToken(long value) {}
