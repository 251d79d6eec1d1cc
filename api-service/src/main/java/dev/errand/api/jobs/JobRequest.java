package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job as a client asks for it. {@link JobRules} says what is valid. */
record JobRequest(
    @Schema(required = true, pattern = "[a-z][a-z0-9.-]{0,63}", examples = "simulate")
        @Nullable String type,
    @Nullable RawJson data,
    @Nullable String name,
    @Nullable String description,
    @Nullable RawJson metadata,
    @Nullable List<@Nullable String> tags,
    @Schema(defaultValue = "default") @Nullable String queue,
    @Schema(description = "−1000..1000, or low, normal, high, urgent; higher runs first")
        @Nullable JsonNode priority,
    @Schema(description = "RFC 3339; not together with delay") @Nullable String runAt,
    @Schema(description = "ISO 8601 duration; not together with runAt") @Nullable String delay,
    @Schema(description = "RFC 3339, in the future") @Nullable String deadlineAt,
    @Schema(description = "Waits until somebody runs it") @Nullable Boolean hold,
    @Schema(description = "1..1000; default 5, or what the handler says")
        @Nullable Integer maxAttempts,
    @Nullable BackoffRequest backoff,
    @Schema(description = "ISO 8601 duration of one attempt") @Nullable String timeout,
    @Schema(
            minLength = 1,
            maxLength = 255,
            description = "Jobs of a queue with the same key do not run side by side")
        @Nullable String concurrencyKey,
    @Schema(
            minLength = 1,
            maxLength = 255,
            description = "No other unfinished job of the tenant has it")
        @Nullable String uniqueKey,
    @Schema(
            description = "What happens when an unfinished job has the uniqueKey",
            enumeration = {"reject", "return", "replace"},
            defaultValue = "reject")
        @Nullable String onConflict) {

  /** {@code min(cap, first · factor^(n−1)) ± jitter}; what is left out has its default. */
  record BackoffRequest(
      @Nullable String first,
      @Nullable Double factor,
      @Nullable String cap,
      @Nullable Double jitter) {}
}
