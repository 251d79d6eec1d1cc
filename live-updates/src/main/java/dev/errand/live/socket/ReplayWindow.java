package dev.errand.live.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;

/** The last events of a tenant, for those who come back. */
final class ReplayWindow {
  private final int most;
  private final Duration longest;
  private final ArrayDeque<NumberedEvent> events = new ArrayDeque<>();
  private long forgotten;

  /**
   * @param before the number before the first event
   */
  ReplayWindow(int most, Duration longest, long before) {
    this.most = most;
    this.longest = longest;
    this.forgotten = before;
  }

  void add(NumberedEvent event) {
    events.addLast(event);
    if (events.size() > most) {
      forgotten = events.removeFirst().seq();
    }
    forgetBefore(event.heard().minus(longest));
  }

  /** Whether everything after that number is still here. */
  boolean reaches(long after, Instant now) {
    forgetBefore(now.minus(longest));
    return after >= forgotten;
  }

  /** The events after that number, oldest first. */
  List<NumberedEvent> after(long seq) {
    LinkedList<NumberedEvent> found = new LinkedList<>();
    for (Iterator<NumberedEvent> newest = events.descendingIterator(); newest.hasNext(); ) {
      NumberedEvent event = newest.next();
      if (event.seq() <= seq) {
        break;
      }
      found.addFirst(event);
    }
    return found;
  }

  private void forgetBefore(Instant oldest) {
    while (!events.isEmpty() && events.getFirst().heard().isBefore(oldest)) {
      forgotten = events.removeFirst().seq();
    }
  }
}
