package dev.errand.bench.peer;

import dev.errand.bench.engine.HttpLoad;
import dev.errand.bench.engine.HttpLoad.Run;
import dev.errand.bench.engine.JobFactory;
import dev.errand.bench.engine.PickUpHandler;
import dev.errand.bench.engine.Workers;
import dev.errand.bench.engine.Workers.Crew;
import dev.errand.bench.peer.PeerCommand.Order;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;

/**
 * The orders that go through HTTP, from a process of its own, signed in: {@code http-enqueue
 * SECONDS CONNECTIONS}, {@code http-bulk SECONDS CONNECTIONS} with 1000 jobs each, {@code
 * http-latency SLOTS}.
 */
@Singleton
class HttpOrders {
  private static final String PATH = "/api/v1/jobs";
  private static final String NOOP = "{\"type\":\"noop\",\"data\":" + JobFactory.DATA + "}";
  private static final String TIMED_JOB =
      "{\"type\":\"%s\",\"data\":%s}".formatted(PickUpHandler.TYPE, PickUpHandler.data("$NANOS"));
  private static final int BATCH = 1000;
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  private final HttpLoad load;
  private final Workers workers;
  private final PickUpHandler handler;

  @Inject
  HttpOrders(HttpLoad load, Workers workers, PickUpHandler handler) {
    this.load = load;
    this.workers = workers;
    this.handler = handler;
  }

  String obey(Order order) throws Exception {
    return switch (order.name()) {
      case "http-enqueue" -> busy(order, PATH, NOOP, 1);
      case "http-bulk" -> busy(order, PATH + "/batch", batch(), BATCH);
      case "http-latency" -> latency();
      default -> throw new IllegalArgumentException("no such order: " + order.name());
    };
  }

  private String busy(Order order, String path, String body, int jobs) throws Exception {
    load.keepBusy(order.number(2), WARM_UP, path, body);
    Run run = load.keepBusy(order.number(2), order.seconds(1), path, body);
    return String.format(
        Locale.ROOT,
        "{\"rate\":%.1f,\"p50\":%.2f,\"p99\":%.2f,\"errors\":%d}",
        run.rate() * jobs,
        run.p50(),
        run.p99(),
        run.failures());
  }

  private static String batch() {
    return "{\"jobs\":[" + String.join(",", Collections.nCopies(BATCH, NOOP)) + "]}";
  }

  private String latency() throws Exception {
    try (Crew crew = workers.crew(1)) {
      crew.start();
      load.pace(PeerCommand.WARM_UP, PeerCommand.TIMED, PATH, TIMED_JOB);
      return handler.percentiles(PeerCommand.WARM_UP, PeerCommand.TIMED);
    }
  }
}
