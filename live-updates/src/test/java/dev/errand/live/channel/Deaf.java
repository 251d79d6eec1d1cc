package dev.errand.live.channel;

import dev.errand.model.event.TenantEvents;
import jakarta.inject.Singleton;

/** A listener with a bug. */
@Singleton
class Deaf implements JobEventListener {
  @Override
  public void on(TenantEvents events) {
    throw new IllegalStateException("a bug of a listener");
  }
}
