package dev.errand.worker.handlers;

import java.time.Duration;

/** Ends the attempt without counting it; the job runs again after the delay. */
public final class Snooze extends RuntimeException {
  private final Duration delay;

  public Snooze(Duration delay) {
    super("snoozed for " + delay, null, false, false);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a snooze cannot be negative");
    }
    this.delay = delay;
  }

  public Duration delay() {
    return delay;
  }
}
