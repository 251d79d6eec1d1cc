package dev.errand.live.channel;

import dev.errand.model.event.TenantEvents;

/** Somebody in this process who wants to hear of jobs. Every bean of this type is told. */
public interface JobEventListener {
  /** Must not block: it is called on the channel's thread, for every event of the cluster. */
  void on(TenantEvents events);
}
