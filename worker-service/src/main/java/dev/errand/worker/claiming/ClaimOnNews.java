package dev.errand.worker.claiming;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Claims as soon as there is news of a job that may run. */
@Singleton
class ClaimOnNews implements JobEventListener {
  private final ClaimLoop claims;

  @Inject
  ClaimOnNews(ClaimLoop claims) {
    this.claims = claims;
  }

  @Override
  public void on(TenantEvents events) {
    for (JobEvent event : events.events()) {
      if (mayRun(event)) {
        claims.wake();
        return;
      }
    }
  }

  private static boolean mayRun(JobEvent event) {
    return switch (event) {
      case JobEvent.StateChanged change -> change.state() == JobState.PENDING;
      case JobEvent.Unblocked unblocked -> true;
      case JobEvent.Progressed progressed -> false;
      case JobEvent.CancelRequested requested -> false;
    };
  }
}
