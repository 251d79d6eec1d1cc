package dev.errand.store.operation;

import dev.errand.model.operation.BulkAction;
import dev.errand.model.operation.OperationId;
import dev.errand.model.operation.OperationState;
import dev.errand.model.operation.SkipReason;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action on every job that matches a filter.
 *
 * @param filter which jobs; continues behind the last one that was looked at
 * @param total how many matched when it was asked for
 * @param done how many it has acted upon so far
 * @param skipped how many it has left as they were, and why
 * @param createdBy who asked for it, such as {@code user:<id>}
 */
public record Operation(
    OperationId id,
    TenantId tenant,
    BulkAction action,
    JobFilter filter,
    OperationState state,
    long total,
    long done,
    Map<SkipReason, Long> skipped,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt) {}
