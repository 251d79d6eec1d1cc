package dev.errand.store.key;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its maker sees it.
 *
 * @param maker the user who made it
 * @param hint its last four characters
 * @param queues the only ones it may touch; empty for all
 */
public record ApiKey(
    UUID id,
    TenantId tenant,
    UUID maker,
    String name,
    String hint,
    List<Permission> scopes,
    List<QueueName> queues,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
