package dev.errand.bench;

import dev.errand.worker.claiming.ClaimLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** From the HTTP call to the first line of the handler, one job every 20 ms on an idle worker. */
@Singleton
class PickUpWorkload implements Workload {
  private static final int WARM_UP = 2000;
  private static final int COUNTED = 500;
  private static final long PAUSE_NANOS = 20_000_000;
  private static final long WARM_PAUSE_NANOS = 2_000_000;

  private final HttpLoad http;
  private final ClaimLoop claims;
  private final PickUpHandler handler;

  @Inject
  PickUpWorkload(HttpLoad http, ClaimLoop claims, PickUpHandler handler) {
    this.http = http;
    this.claims = claims;
    this.handler = handler;
  }

  @Override
  public String name() {
    return "pick-up";
  }

  @Override
  public List<Figure> run() throws Exception {
    http.signIn();
    claims.drain();
    claims.start();
    Buffer job =
        new JsonObject()
            .put("type", "bench.pick-up")
            .put("priority", 1000) // ahead of what another workload may have left
            .put("data", new JsonObject().put("n", 1))
            .toBuffer();
    long[] toHandler = new long[COUNTED];
    long[] toAnswer = new long[COUNTED];
    for (int i = -WARM_UP; i < COUNTED; i++) {
      LockSupport.parkNanos(i < 0 ? WARM_PAUSE_NANOS : PAUSE_NANOS);
      long sent = System.nanoTime();
      var answer = http.post("/api/v1/jobs", job).map(body -> System.nanoTime());
      long begun = handler.next();
      long answered = HttpLoad.get(answer);
      if (i >= 0) {
        toHandler[i] = begun - sent;
        toAnswer[i] = answered - sent;
      }
    }
    List<Figure> figures = new ArrayList<>();
    figures.addAll(Percentiles.of("HTTP call to handler, idle", toHandler));
    figures.addAll(Percentiles.of("HTTP call to answer, idle", toAnswer));
    return figures;
  }
}
