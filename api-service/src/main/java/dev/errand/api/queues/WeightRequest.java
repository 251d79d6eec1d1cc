package dev.errand.api.queues;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How much of a busy worker a tenant gets beside others.
 *
 * @param weight a tenant of weight 3 gets three times what one of weight 1 gets
 */
record WeightRequest(
    @NotNull(message = "is required")
        @Min(value = 1, message = "must be from 1 to 100")
        @Max(value = 100, message = "must be from 1 to 100")
        @Nullable Integer weight) {}
