package dev.errand.api.jobs;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobEdit;
import dev.errand.model.job.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The valid fields of an edit, before it is known which job it meets. */
record Change(
    @Nullable Given<@Nullable String> name,
    @Nullable Given<@Nullable String> description,
    @Nullable Given<Priority> priority,
    @Nullable Given<@Nullable String> data,
    @Nullable Given<@Nullable String> metadata,
    @Nullable Given<List<String>> tags,
    @Nullable Given<@Nullable Instant> runAt,
    @Nullable Given<@Nullable Instant> deadlineAt) {

  /** A field that is there, perhaps to be cleared. */
  record Given<T extends @Nullable Object>(T value) {}

  /** That job as the change would have it. */
  JobEdit of(Job job) {
    List<String> changed = new ArrayList<>();
    return new JobEdit(
        job.id(),
        job.version(),
        merge("name", name, job.name(), changed),
        merge("description", description, job.description(), changed),
        merge("priority", priority, new Priority(job.priority()), changed).value(),
        merge("data", data, job.data(), changed),
        merge("metadata", metadata, job.metadata(), changed),
        merge("tags", tags, job.tags(), changed),
        merge("runAt", runAt, job.runAt(), changed),
        merge("deadlineAt", deadlineAt, job.deadlineAt(), changed),
        changed);
  }

  private static <T extends @Nullable Object> T merge(
      String field, @Nullable Given<T> given, T current, List<String> changed) {
    if (given == null || Objects.equals(given.value(), current)) {
      return current;
    }
    changed.add(field);
    return given.value();
  }
}
