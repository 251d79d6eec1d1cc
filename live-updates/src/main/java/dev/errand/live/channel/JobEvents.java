package dev.errand.live.channel;

import dev.errand.model.event.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Where news of jobs is published, after the commit that made it true. */
@ApplicationScoped
public class JobEvents {
  /** Publishes hints: returns at once, and drops them where the channel is slow or dead. */
  public void publish(List<? extends JobEvent> events) {}
}
