package dev.errand.worker.heartbeat;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Looks at once after a running job that somebody called off or that has expired. */
@Singleton
class StopOnNews implements JobEventListener {
  private final Heartbeats heartbeats;

  @Inject
  StopOnNews(Heartbeats heartbeats) {
    this.heartbeats = heartbeats;
  }

  @Override
  public void on(TenantEvents events) {
    for (JobEvent event : events.events()) {
      boolean over = event instanceof JobEvent.StateChanged change && change.state().isFinal();
      if (over || event instanceof JobEvent.CancelRequested) {
        heartbeats.check(event.job());
      }
    }
  }
}
