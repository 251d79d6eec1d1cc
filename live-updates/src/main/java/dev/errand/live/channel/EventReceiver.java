package dev.errand.live.channel;

import dev.errand.model.event.TenantEvents;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Hands what comes from the channel to everybody in this process who listens. */
@ApplicationScoped
class EventReceiver {
  private static final Logger LOG = Logger.getLogger(EventReceiver.class);

  private final List<JobEventListener> listeners;

  EventReceiver(@All List<JobEventListener> listeners) {
    this.listeners = listeners;
  }

  // Listeners do not block, so no worker thread is spent on them.
  @Incoming("job-events-in")
  @NonBlocking
  void receive(TenantEvents events) {
    if (events.events().isEmpty()) {
      return;
    }
    for (JobEventListener listener : listeners) {
      tell(listener, events);
    }
  }

  private static void tell(JobEventListener listener, TenantEvents events) {
    try {
      listener.on(events);
    } catch (RuntimeException bug) { // One listener's bug must not deafen the others.
      LOG.errorf(bug, "A listener failed. listener=%s", listener.getClass().getName());
    }
  }
}
