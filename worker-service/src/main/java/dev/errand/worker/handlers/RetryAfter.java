package dev.errand.worker.handlers;

import java.time.Duration;

/** Fails the attempt; the next one comes after this delay instead of the job's backoff. */
public final class RetryAfter extends RuntimeException {
  private final Duration delay;

  public RetryAfter(Duration delay, String message) {
    super(message);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay cannot be negative");
    }
    this.delay = delay;
  }

  public Duration delay() {
    return delay;
  }
}
