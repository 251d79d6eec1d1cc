package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are meant. Every part narrows; what is null or empty does not.
 *
 * @param tenant whose jobs; null for all, which only an admin may ask
 * @param queues of any of these, in their order: it is part of what a cursor belongs to
 * @param text found in id, name or data
 * @param ids only these
 * @param oldestFirst in order of submission instead of newest first
 * @param after continue behind that job; null for the first page
 */
public record JobFilter(
    @Nullable TenantId tenant,
    Set<JobState> states,
    @Nullable JobType type,
    List<QueueName> queues,
    @Nullable String tag,
    @Nullable String text,
    @Nullable Instant createdFrom,
    @Nullable Instant createdTo,
    List<JobId> ids,
    boolean oldestFirst,
    @Nullable JobId after) {

  /** Every job of a tenant, or of all. */
  public static JobFilter of(@Nullable TenantId tenant) {
    return new JobFilter(
        tenant, Set.of(), null, List.of(), null, null, null, null, List.of(), false, null);
  }

  /** The same list, from behind that job. */
  public JobFilter after(@Nullable JobId last) {
    return new JobFilter(
        tenant, states, type, queues, tag, text, createdFrom, createdTo, ids, oldestFirst, last);
  }

  /** The same jobs as far as they are of these queues. */
  public JobFilter ofQueues(List<QueueName> some) {
    return new JobFilter(
        tenant, states, type, some, tag, text, createdFrom, createdTo, ids, oldestFirst, after);
  }

  /** Whether it means every job of its tenants. */
  public boolean isEmpty() {
    return after(null)
        .equals(
            new JobFilter(
                tenant,
                Set.of(),
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                oldestFirst,
                null));
  }
}
