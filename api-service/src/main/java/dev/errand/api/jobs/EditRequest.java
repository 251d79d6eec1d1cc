package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a job: a field that is left out stays, one that is null is cleared. {@link
 * EditRules} says what is valid.
 */
record EditRequest(
    @Schema(implementation = String.class, nullable = true) @Nullable JsonNode name,
    @Schema(implementation = String.class, nullable = true) @Nullable JsonNode description,
    @Schema(description = "As at submission; cannot be cleared") @Nullable JsonNode priority,
    @Nullable RawJson data,
    @Schema(
            implementation = String.class,
            nullable = true,
            description = "RFC 3339; null or past: as soon as a worker is free")
        @Nullable JsonNode runAt,
    @Schema(implementation = String.class, nullable = true, description = "RFC 3339, in the future")
        @Nullable JsonNode deadlineAt,
    @Schema(implementation = String[].class, nullable = true) @Nullable JsonNode tags,
    @Nullable RawJson metadata) {}
