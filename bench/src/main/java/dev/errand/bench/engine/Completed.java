package dev.errand.bench.engine;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobState;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the jobs that this process has completed, by the news that follow each commit. */
@Singleton
class Completed implements JobEventListener {
  private final AtomicLong count = new AtomicLong();

  @Override
  public void on(TenantEvents events) {
    int done = 0;
    for (JobEvent event : events.events()) {
      if (event instanceof JobEvent.StateChanged change && change.state() == JobState.COMPLETED) {
        done++;
      }
    }
    count.addAndGet(done);
  }

  long count() {
    return count.get();
  }
}
