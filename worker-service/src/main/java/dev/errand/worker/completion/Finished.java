package dev.errand.worker.completion;

import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.lease.Lease;
import dev.errand.model.queue.QueueName;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.worker.figures.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has ended, to be written.
 *
 * @param held whether the lease may still be ours; once it is lost there is nothing to write
 * @param ranMillis how long its handler had; negative where nobody knows
 * @param written is told once it is known what became of it: written, or the lease was lost
 */
public record Finished(
    ClaimedJob job, AttemptOutcome outcome, long ranMillis, BooleanSupplier held, Runnable written)
    implements Figures.Ended {
  @Override
  public Lease lease() {
    return job.lease();
  }

  @Override
  public QueueName queue() {
    return job.queue();
  }

  @Override
  public long waitedMillis() {
    return job.waitedMillis();
  }

  boolean isSuccess() {
    return outcome instanceof AttemptOutcome.Completed;
  }

  /** As the statement takes it. */
  public Ending ending() {
    return new Ending(job.lease(), outcome);
  }

  /** The same attempt with another end. */
  Finished as(AttemptOutcome other) {
    return new Finished(job, other, ranMillis, held, written);
  }

  /**
   * News of those that have ended.
   *
   * @param ended where their jobs have gone, which is not where they were sent if somebody
   *     cancelled them
   */
  public static List<JobEvent> news(List<Finished> all, Map<Lease, JobState> ended, Instant at) {
    List<JobEvent> news = new ArrayList<>(all.size());
    for (Finished finished : all) {
      @Nullable JobState state = ended.get(finished.job().lease());
      if (state != null) {
        news.add(finished.event(state, at));
      }
    }
    return news;
  }

  private JobEvent event(JobState state, Instant at) {
    String name =
        switch (state) {
          case COMPLETED -> "job.completed";
          case FAILED -> "job.failed";
          case CANCELLED -> "job.cancelled";
          case RETRYING -> "job.retrying";
          case SCHEDULED, PENDING, HELD, RUNNING -> "job.submitted"; // it waits again, as at first
        };
    return new JobEvent.StateChanged(
        job.lease().tenant(),
        job.lease().job(),
        at,
        name,
        state,
        job.type(),
        job.queue(),
        job.priority(),
        job.lease().attempt(),
        ending().error());
  }
}
