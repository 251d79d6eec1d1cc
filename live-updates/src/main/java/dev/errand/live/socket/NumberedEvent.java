package dev.errand.live.socket;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import java.time.Instant;

/**
 * An event with its place among its tenant's.
 *
 * @param heard when it came to this process
 */
record NumberedEvent(long seq, JobEvent event, Instant heard) {
  JobId job() {
    return event.job();
  }

  /** Of such news only the last counts. */
  boolean isProgress() {
    return event instanceof JobEvent.Progressed;
  }
}
