package dev.errand.worker.completion;

import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.event.JobEvent;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lease.FinishAttempts.Ending;
import java.time.Instant;

/**
 * An attempt that has ended, to be written.
 *
 * @param written is told once it is known what became of it: written, or the lease was lost
 */
public record Finished(ClaimedJob job, AttemptOutcome outcome, Runnable written) {
  /** As the statement takes it. */
  public Ending ending() {
    return new Ending(job.lease(), outcome);
  }

  /** The same attempt with another end. */
  Finished as(AttemptOutcome other) {
    return new Finished(job, other, written);
  }

  /** News of it. */
  public JobEvent event(Instant at) {
    Ending ending = ending();
    String name =
        switch (ending.state()) {
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
        ending.state(),
        job.type(),
        job.queue(),
        job.priority(),
        job.lease().attempt(),
        ending.error());
  }
}
