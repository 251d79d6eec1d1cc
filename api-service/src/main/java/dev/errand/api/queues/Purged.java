package dev.errand.api.queues;

/**
 * What a purge did.
 *
 * @param cancelled how many jobs waited and are cancelled
 */
record Purged(long cancelled) {}
