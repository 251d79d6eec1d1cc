package dev.errand.api.jobs;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Many jobs at once.
 *
 * @param jobs 1..1000
 * @param atomic all or nothing; otherwise an invalid one does not sink the others
 */
record BatchRequest(
    @Schema(required = true, minItems = 1, maxItems = 1000)
        @Nullable List<@Nullable JobRequest> jobs,
    @Nullable Boolean atomic) {}
