package dev.errand.model.schedule;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The job that each fire makes, found valid when the schedule was defined.
 *
 * @param held whether each waits for a person
 */
public record JobTemplate(
    JobType type,
    QueueName queue,
    Priority priority,
    boolean held,
    int maxAttempts,
    Backoff backoff,
    @Nullable String data,
    @Nullable String name,
    @Nullable String description,
    @Nullable String metadata,
    List<String> tags,
    @Nullable Duration timeout,
    @Nullable String concurrencyKey) {

  /** The template that makes jobs like that one, as soon as their fire is due. */
  public static JobTemplate like(NewJob job) {
    return new JobTemplate(
        job.type(),
        job.queue(),
        job.priority(),
        job.start() instanceof Start.Held,
        job.maxAttempts(),
        job.backoff(),
        job.data(),
        job.name(),
        job.description(),
        job.metadata(),
        job.tags(),
        job.timeout(),
        job.concurrencyKey());
  }

  /** The job of one fire. */
  public NewJob job(JobId id, TenantId tenant, ScheduleId schedule) {
    return job(id, tenant, schedule, schedule.actor());
  }

  /**
   * A job that somebody asked for beside the fires.
   *
   * @param createdBy who asked
   */
  public NewJob job(JobId id, TenantId tenant, ScheduleId schedule, String createdBy) {
    return new NewJob(
        id,
        tenant,
        createdBy,
        type,
        queue,
        priority,
        held ? new Start.Held() : Start.NOW,
        maxAttempts,
        backoff,
        data,
        name,
        description,
        metadata,
        tags,
        null,
        timeout,
        null,
        concurrencyKey,
        null,
        schedule.value());
  }
}
