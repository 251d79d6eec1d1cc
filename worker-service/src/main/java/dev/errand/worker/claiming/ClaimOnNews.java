package dev.errand.worker.claiming;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Claims as soon as there is news of a job that is ready. */
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
      if (event instanceof JobEvent.StateChanged change && change.state() == JobState.PENDING) {
        claims.wake();
        return;
      }
    }
  }
}
