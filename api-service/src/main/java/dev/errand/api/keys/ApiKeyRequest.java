package dev.errand.api.keys;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a key.
 *
 * @param scopes what it may do
 * @param queues the only ones that it may touch; all when there are none
 * @param expiresAt when it stops working; never when it is missing
 */
record ApiKeyRequest(
    @Nullable String name,
    @Schema(enumeration = {"jobs:read", "jobs:write", "work", "admin"})
        @Nullable List<@Nullable String> scopes,
    @Nullable List<@Nullable String> queues,
    @Schema(format = "date-time") @Nullable String expiresAt) {}
