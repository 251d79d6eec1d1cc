package dev.errand.live.socket;

import dev.errand.model.job.JobId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One wish of one client. Holds events back until the client has got what they are based on. */
final class Subscription {
  // More than one job can tell during the milliseconds in which its snapshot is read.
  private static final int HELD = 256;

  private final String id;
  private final String quotedId;
  private final @Nullable JobId job;
  private final EventFilter filter;
  private final Outbound out;
  private @Nullable List<Held> held = new ArrayList<>();

  /**
   * @param job the only one it is about; null for all that match the filter
   */
  Subscription(String id, String quotedId, @Nullable JobId job, EventFilter filter, Outbound out) {
    this.id = id;
    this.quotedId = quotedId;
    this.job = job;
    this.filter = filter;
    this.out = out;
  }

  private record Held(NumberedEvent event, String tail) {}

  private record Slot(String sub, JobId job, boolean progress) {}

  String id() {
    return id;
  }

  boolean wants(NumberedEvent numbered) {
    return job == null ? filter.matches(numbered.event()) : job.equals(numbered.job());
  }

  /** Called in the order of {@code seq}. */
  synchronized void deliver(NumberedEvent event, String tail) {
    if (held == null) {
      send(event, tail);
    } else if (held.size() < HELD) {
      held.add(new Held(event, tail));
    }
  }

  /** Sends these frames, then what was held back, and from now on everything at once. */
  synchronized void open(List<String> frames) {
    frames.forEach(out::say);
    List<Held> waiting = held == null ? List.of() : held;
    held = null;
    waiting.forEach(each -> send(each.event(), each.tail()));
  }

  private void send(NumberedEvent event, String tail) {
    var slot = new Slot(id, event.job(), event.isProgress());
    out.tell(ServerFrames.event(quotedId, tail), slot, event.isProgress());
  }
}
