package dev.errand.live.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts the hints that did not get through, and says so at most once a minute. */
@Singleton
class DroppedEvents {
  private static final Logger LOG = Logger.getLogger(DroppedEvents.class);
  private static final long QUIET = Duration.ofMinutes(1).toNanos();

  private final Counter counter;
  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

  DroppedEvents(MeterRegistry meters) {
    counter =
        Counter.builder("errand.events.dropped")
            .description("Job events that did not get onto the channel")
            .register(meters);
  }

  void add(int events, @Nullable Throwable failure) {
    counter.increment(events);
    long now = System.nanoTime();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET)) {
      LOG.warnf(
          "Live events are lost: the channel is slow or away. Jobs are not affected."
              + " dropped=%.0f cause=%s",
          counter.count(), failure == null ? "full" : failure.toString());
    }
  }
}
