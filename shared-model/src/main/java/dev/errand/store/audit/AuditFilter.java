package dev.errand.store.audit;

import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the log are meant. What is null does not narrow.
 *
 * @param from the first moment
 * @param to the first moment that is too late
 */
public record AuditFilter(
    @Nullable String action,
    @Nullable UUID actor,
    @Nullable TenantId tenant,
    @Nullable Instant from,
    @Nullable Instant to) {}
