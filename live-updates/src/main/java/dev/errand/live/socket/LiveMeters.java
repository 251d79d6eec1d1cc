package dev.errand.live.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets there are, and what they missed. */
@Singleton
class LiveMeters {
  private final Counter dropped;
  private final AtomicInteger connections;

  LiveMeters(MeterRegistry meters) {
    dropped =
        Counter.builder("errand.live.dropped")
            .description("Events that slow sockets did not get")
            .register(meters);
    connections = meters.gauge("errand.live.connections", new AtomicInteger());
  }

  void dropped(int events) {
    dropped.increment(events);
  }

  int open() {
    return connections.get();
  }

  void opened() {
    connections.incrementAndGet();
  }

  void closed() {
    connections.decrementAndGet();
  }
}
