package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list. Every part narrows; what is null or empty does not.
 *
 * @param tenant whose jobs; null for all, which only an admin may ask
 * @param text found in id, name or data
 * @param oldestFirst in order of submission instead of newest first
 * @param after continue behind that job; null for the first page
 */
public record JobFilter(
    @Nullable TenantId tenant,
    Set<JobState> states,
    @Nullable JobType type,
    @Nullable QueueName queue,
    @Nullable String tag,
    @Nullable String text,
    @Nullable Instant createdFrom,
    @Nullable Instant createdTo,
    boolean oldestFirst,
    @Nullable JobId after) {

  /** The same list, from behind that job. */
  public JobFilter after(@Nullable JobId last) {
    return new JobFilter(
        tenant, states, type, queue, tag, text, createdFrom, createdTo, oldestFirst, last);
  }
}
