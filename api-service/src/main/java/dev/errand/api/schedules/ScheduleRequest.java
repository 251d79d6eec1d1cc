package dev.errand.api.schedules;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.errand.api.jobs.RawJson;
import dev.errand.api.jobs.RawJsonReader;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a client asks for it. What is left out has its default, or stays as it is when a
 * schedule is edited. {@link ScheduleRules} says what is valid.
 *
 * @param job cut out here and read by itself, as a job that is submitted
 */
record ScheduleRequest(
    @Schema(description = "Unique within the tenant", minLength = 1, maxLength = 200)
        @Nullable String name,
    @Schema(
            description = "Five fields, or six with the second first; not together with every",
            examples = "0 9 * * mon-fri")
        @Nullable String cron,
    @Schema(description = "ISO 8601 duration, at least PT1S; not together with cron")
        @Nullable String every,
    @Schema(description = "IANA name", defaultValue = "UTC") @Nullable String timezone,
    @Schema(
            description = "As POST /jobs, without runAt, delay, deadlineAt and uniqueKey",
            implementation = Object.class)
        @JsonDeserialize(using = RawJsonReader.Unchecked.class)
        @Nullable RawJson job,
    @Schema(description = "allow, skip or cancel_running", defaultValue = "allow")
        @Nullable String overlap,
    @Schema(description = "skip, once or all", defaultValue = "once") @Nullable String misfire,
    @Schema(description = "How far back misfire all goes, at most P7D", defaultValue = "PT1H")
        @Nullable String catchUp,
    @Schema(description = "skip or run_after", defaultValue = "run_after") @Nullable String dstGap,
    @Schema(description = "first, second or both", defaultValue = "first")
        @Nullable String dstOverlap) {}
