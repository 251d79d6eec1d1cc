package dev.errand.store.worker;

import org.jspecify.annotations.Nullable;

/**
 * A type that some worker has a handler for.
 *
 * @param inputSchema JSON Schema of the data it takes; null when it takes anything
 * @param maxAttempts how many attempts its jobs have that do not say
 */
public record KnownType(String name, @Nullable String inputSchema, int maxAttempts) {}
