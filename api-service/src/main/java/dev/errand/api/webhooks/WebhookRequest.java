package dev.errand.api.webhooks;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as a client asks for it. What is left out has its default, or stays as it is when the
 * endpoint is edited; an empty text takes description, queue or type away.
 */
record WebhookRequest(
    @Schema(description = "https or http, with public addresses only", maxLength = 2000)
        @Nullable String url,
    @Schema(maxLength = 500) @Nullable String description,
    @Schema(
            description =
                "job.submitted, job.started, job.completed, job.failed, job.cancelled or"
                    + " job.retrying",
            minItems = 1)
        @Nullable List<@Nullable String> events,
    @Schema(description = "Tell of jobs of this queue only") @Nullable String queue,
    @Schema(description = "Tell of jobs of this type only") @Nullable String jobType,
    @Schema(defaultValue = "true") @Nullable Boolean enabled) {}
