package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Many jobs at once. They are only cut out here and read one by one, so that one that is wrong does
 * not sink the others; what is no JSON at all, or has a name twice, sinks the batch.
 *
 * @param jobs 1..1000 of {@link JobRequest}
 * @param atomic all or nothing; otherwise an invalid one does not sink the others
 */
record BatchRequest(
    @Schema(required = true, minItems = 1, maxItems = 1000, implementation = JobRequest[].class)
        @JsonDeserialize(contentUsing = RawJsonReader.Unchecked.class)
        @Nullable List<RawJson> jobs,
    @Nullable Boolean atomic) {}
