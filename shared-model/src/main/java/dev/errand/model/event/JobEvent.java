package dev.errand.model.event;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.Progress;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * News of one job. A hint: it may be lost, repeated or late, and nothing but a reader's freshness
 * depends on it.
 */
public sealed interface JobEvent {
  TenantId tenant();

  JobId job();

  Instant at();

  /**
   * The job stands in another state.
   *
   * @param event the name on the socket: {@code job.submitted}, {@code job.started}, …
   * @param attempt attempts begun so far
   * @param error why, where it failed
   */
  record StateChanged(
      TenantId tenant,
      JobId job,
      Instant at,
      String event,
      JobState state,
      JobType type,
      QueueName queue,
      int priority,
      int attempt,
      @Nullable AttemptError error)
      implements JobEvent {

    /** News that the job stands where {@code job} says. */
    public static StateChanged of(Job job, String event, Instant at) {
      return new StateChanged(
          job.tenant(),
          job.id(),
          at,
          event,
          job.state(),
          job.type(),
          job.queue(),
          job.priority(),
          job.attempt(),
          null);
    }
  }

  /** A running job got further. The last value wins. */
  record Progressed(TenantId tenant, JobId job, Instant at, Progress progress)
      implements JobEvent {}

  /** What kept a pending job from running is gone: news for workers, to look at once. */
  record Unblocked(TenantId tenant, JobId job, Instant at) implements JobEvent {}

  /** Somebody wants a running job to stop: news for the worker that runs it. */
  record CancelRequested(TenantId tenant, JobId job, Instant at) implements JobEvent {}
}
