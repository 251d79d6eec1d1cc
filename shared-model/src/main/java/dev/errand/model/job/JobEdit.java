package dev.errand.model.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a job people may edit, as it shall be.
 *
 * @param version of the job that it was made from: it is void for any other
 * @param runAt null to run it as soon as a worker is free
 * @param changed the fields that differ from the job, by their names on the wire
 */
public record JobEdit(
    JobId id,
    int version,
    @Nullable String name,
    @Nullable String description,
    int priority,
    @Nullable String data,
    @Nullable String metadata,
    List<String> tags,
    @Nullable Instant runAt,
    @Nullable Instant deadlineAt,
    List<String> changed) {

  public boolean changes(String field) {
    return changed.contains(field);
  }
}
