package dev.errand.store.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer that was given to a request with a key.
 *
 * @param requestHash SHA-256 of the request's body
 * @param status HTTP status
 * @param location the {@code Location} header, where there was one
 * @param version the version that the {@code ETag} header names, where there was one
 * @param body the answer's body as it was sent
 */
public record RecordedAnswer(
    byte[] requestHash,
    int status,
    @Nullable String location,
    @Nullable Integer version,
    String body) {}
