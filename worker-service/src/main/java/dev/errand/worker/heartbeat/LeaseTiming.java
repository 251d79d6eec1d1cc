package dev.errand.worker.heartbeat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The lease's times, checked against each other. */
@Singleton
public class LeaseTiming {
  private final Duration duration;
  private final Duration heartbeat;
  private final Duration grace;

  @Inject
  LeaseTiming(LeaseConfig config) {
    this(
        config.duration(),
        config.heartbeat().orElse(config.duration().dividedBy(3)),
        config.grace());
  }

  LeaseTiming(Duration duration, Duration heartbeat, Duration grace) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("errand.lease.duration must be at least 1s");
    }
    if (heartbeat.isNegative()
        || heartbeat.isZero()
        || heartbeat.multipliedBy(2).compareTo(duration) >= 0) {
      throw new IllegalArgumentException(
          "errand.lease.heartbeat ("
              + heartbeat
              + ") must be less than half of errand.lease.duration ("
              + duration
              + ")");
    }
    this.duration = duration;
    this.heartbeat = heartbeat;
    this.grace = grace;
  }

  public Duration duration() {
    return duration;
  }

  public Duration heartbeat() {
    return heartbeat;
  }

  public Duration grace() {
    return grace;
  }

  /** Without a heartbeat for that long a worker gives a job up by itself, before others take it. */
  Duration surrender() {
    return duration.multipliedBy(2).dividedBy(3);
  }
}
