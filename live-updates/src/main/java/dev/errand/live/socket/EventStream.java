package dev.errand.live.socket;

import dev.errand.model.event.JobEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The events of one tenant (or, for admins, of all) as this process numbers them, and who wants
 * them.
 *
 * <p>Numbers begin at the microsecond in which the stream began, so a number of another process or
 * of an earlier start is never mistaken for one of this stream: no tenant has a million events a
 * second.
 */
final class EventStream {
  private final ServerFrames frames;
  private final Clock clock;
  private final ProgressPacer pacer;
  private final ReplayWindow window;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private long last;
  private int viewers;
  private Instant leftAt;

  EventStream(ServerFrames frames, Clock clock, LiveConfig config) {
    this.frames = frames;
    this.clock = clock;
    leftAt = clock.instant();
    last = ChronoUnit.MICROS.between(Instant.EPOCH, leftAt);
    pacer = new ProgressPacer(config.progressEvery());
    window = new ReplayWindow(config.replayEvents(), config.replayFor(), last);
  }

  /** Numbers, remembers and delivers events. */
  synchronized void publish(List<JobEvent> events) {
    Instant now = clock.instant();
    for (JobEvent event : events) {
      switch (event) {
        case JobEvent.StateChanged changed -> {
          pacer.forget(changed.job());
          number(changed, now);
        }
        case JobEvent.Progressed progress -> {
          if (pacer.admit(progress, now)) {
            number(progress, now);
          }
        }
        case JobEvent.CancelRequested forWorkers -> {}
        case JobEvent.Unblocked forWorkers -> {}
      }
    }
  }

  /**
   * Lets progress through that was held back.
   *
   * @return whether there may be more later
   */
  synchronized boolean flush() {
    Instant now = clock.instant();
    pacer.due(now).forEach(progress -> number(progress, now));
    return !pacer.isIdle();
  }

  /** Whether {@link #flush} has something to do later. */
  synchronized boolean isPacing() {
    return !pacer.isIdle();
  }

  private void number(JobEvent event, Instant now) {
    NumberedEvent numbered = new NumberedEvent(++last, event, now);
    window.add(numbered);
    @Nullable String tail = null;
    for (Subscription subscription : subscriptions) {
      if (subscription.wants(numbered)) {
        tail = tail == null ? frames.tail(numbered) : tail;
        subscription.deliver(numbered, tail);
      }
    }
  }

  /**
   * From now on the subscription gets every event that it wants, beginning with what it missed
   * since {@code after}.
   *
   * @return where the stream stands, and what cannot be told any more
   */
  synchronized Joined join(Subscription subscription, OptionalLong after) {
    long missedSince = after.orElse(last);
    boolean whole = missedSince <= last && window.reaches(missedSince, clock.instant());
    if (whole) {
      for (NumberedEvent missed : window.after(missedSince)) {
        if (subscription.wants(missed)) {
          subscription.deliver(missed, frames.tail(missed));
        }
      }
    }
    subscriptions.add(subscription);
    return new Joined(last, whole ? null : gap(subscription, missedSince));
  }

  // A number that we have not reached is of another process: what was missed since is unknown.
  private String gap(Subscription subscription, long missedSince) {
    return frames.gap(subscription.id(), Math.min(missedSince, last - 1) + 1, last);
  }

  /**
   * @param gap the frame that says what is missing, if something is
   */
  record Joined(long seq, @Nullable String gap) {}

  synchronized void leave(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  synchronized long seq() {
    return last;
  }

  synchronized void enter() {
    viewers++;
  }

  synchronized void exit() {
    viewers--;
    leftAt = clock.instant();
  }

  synchronized boolean isWatched() {
    return viewers > 0;
  }

  synchronized Instant leftAt() {
    return leftAt;
  }
}
