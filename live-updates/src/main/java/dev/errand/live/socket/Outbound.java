package dev.errand.live.socket;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client. WebSockets Next would keep any amount of it, so the bound is here: a
 * slow reader first misses what newer events outdate, then everything and is told {@code resync},
 * and is closed when it reads nothing at all.
 */
final class Outbound {
  // As many as the network may take at once: enough to fill it, few enough to be coalesced late.
  private static final int WINDOW = 32;
  private static final int TRY_AGAIN_LATER = 1013;

  private final Client client;
  private final LiveConfig limits;
  private final LiveMeters meters;
  private final Clock clock;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final Map<Object, Waiting> newest = new HashMap<>();
  private int waiting;
  private int sending;
  private long bytes;
  private boolean behind;
  private boolean closed;
  private boolean draining;
  private Instant lastTaken;
  private Instant lastResync = Instant.MIN;

  Outbound(Client client, LiveConfig limits, LiveMeters meters, Clock clock) {
    this.client = client;
    this.limits = limits;
    this.meters = meters;
    this.clock = clock;
    lastTaken = clock.instant();
  }

  /** The other end of the socket. */
  interface Client {
    Uni<Void> send(String text);

    void close(int code, String reason);
  }

  private static final class Waiting {
    final @Nullable Object slot;
    @Nullable String text;

    Waiting(String text, @Nullable Object slot) {
      this.text = text;
      this.slot = slot;
    }
  }

  /** Queues an answer, which must not be skipped. */
  synchronized void say(String text) {
    if (closed) {
      return;
    }
    add(new Waiting(text, null));
    if (isOver() && !skipEvents()) {
      closeNow(TRY_AGAIN_LATER, "reads too slowly");
    }
    drain();
  }

  /**
   * Queues an event.
   *
   * @param slot what it is about: of one slot the newest counts most
   * @param onlyLast whether older ones in that slot are worthless even to a fast reader
   */
  synchronized void tell(String text, Object slot, boolean onlyLast) {
    if (closed) {
      return;
    }
    if (behind) {
      meters.dropped(1);
      return;
    }
    if (onlyLast || waiting > limits.outboundFrames() / 2) {
      skipOlder(slot);
    }
    Waiting event = new Waiting(text, slot);
    add(event);
    newest.put(slot, event);
    if (isOver()) {
      skipEvents();
    }
    drain();
  }

  /** Called every second. */
  synchronized void tick() {
    Instant now = clock.instant();
    if (!closed && sending > 0 && lastTaken.plus(limits.stuck()).isBefore(now)) {
      closeNow(TRY_AGAIN_LATER, "reads nothing");
    }
    resyncIfCaughtUp(now);
  }

  synchronized void close(int code, String reason) {
    if (!closed) {
      closeNow(code, reason);
    }
  }

  private void closeNow(int code, String reason) {
    forget();
    client.close(code, reason);
  }

  /** Drops everything: the socket is gone. */
  synchronized void forget() {
    closed = true;
    queue.clear();
    newest.clear();
    waiting = 0;
    bytes = 0;
  }

  private void add(Waiting frame) {
    queue.addLast(frame);
    waiting++;
    bytes += length(frame);
  }

  private boolean isOver() {
    return waiting + sending > limits.outboundFrames()
        || bytes > limits.outboundBytes().asLongValue();
  }

  private void skipOlder(Object slot) {
    Waiting older = newest.remove(slot);
    if (older != null && older.text != null) {
      remove(older);
      meters.dropped(1);
    }
  }

  /** Drops all events; the client will be told to read anew. Whether there is room now. */
  private boolean skipEvents() {
    behind = true;
    int before = waiting;
    for (Waiting frame : queue) {
      if (frame.slot != null && frame.text != null) {
        remove(frame);
      }
    }
    queue.removeIf(frame -> frame.text == null);
    newest.clear();
    meters.dropped(before - waiting);
    return !isOver();
  }

  private void remove(Waiting frame) {
    bytes -= length(frame);
    waiting--;
    frame.text = null;
  }

  private static int length(Waiting frame) {
    return frame.text == null ? 0 : frame.text.length();
  }

  // A write may complete inside its own subscription: only the outermost call loops.
  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    while (!closed && sending < WINDOW && !queue.isEmpty()) {
      send(queue.removeFirst());
    }
    draining = false;
  }

  private void send(Waiting frame) {
    String text = frame.text;
    if (text == null) {
      return;
    }
    waiting--;
    sending++;
    frame.text = null;
    if (frame.slot != null) {
      newest.remove(frame.slot, frame);
    }
    if (sending == 1) {
      lastTaken = clock.instant();
    }
    int length = text.length();
    // Subscribed here because nobody waits for a write but the next one.
    client.send(text).subscribe().with(done -> taken(length), failure -> close(1011, "write"));
  }

  private synchronized void taken(int length) {
    sending--;
    if (closed) {
      return;
    }
    bytes -= length;
    lastTaken = clock.instant();
    drain();
    resyncIfCaughtUp(lastTaken);
  }

  // At most once a second: each makes the client read everything anew.
  private void resyncIfCaughtUp(Instant now) {
    if (behind && !closed && waiting + sending == 0 && lastResync.isBefore(now.minusSeconds(1))) {
      behind = false;
      lastResync = now;
      add(new Waiting(ServerFrames.RESYNC, null));
      drain();
    }
  }
}
