package dev.errand.bench;

import dev.errand.worker.claiming.ClaimLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Signed-in HTTP submissions, one by one and in batches, while no worker claims. */
@Singleton
class SubmitWorkload implements Workload {
  private static final int CONNECTIONS = 64;
  private static final int BATCH = 500;

  private final HttpLoad http;
  private final ClaimLoop claims;

  @Inject
  SubmitWorkload(HttpLoad http, ClaimLoop claims) {
    this.http = http;
    this.claims = claims;
  }

  @Override
  public String name() {
    return "submit";
  }

  @Override
  public List<Figure> run() throws Exception {
    http.signIn();
    claims.drain();
    List<Figure> figures = new ArrayList<>();
    Buffer single = job().toBuffer();
    http.keepBusy(CONNECTIONS, 8, "/api/v1/jobs", () -> single); // warm-up
    HttpLoad.Run run = http.keepBusy(CONNECTIONS, 8, "/api/v1/jobs", () -> single);
    figures.add(new Figure("HTTP, one job, 64 connections", run.rate(), "jobs/s"));
    figures.addAll(Percentiles.of("HTTP, one job, 64 connections", run.nanos()));
    figures.add(new Figure("HTTP, one job, failed", run.failures(), "requests"));
    var jobs = new JsonArray();
    for (int i = 0; i < BATCH; i++) {
      jobs.add(job());
    }
    Buffer batch = new JsonObject().put("jobs", jobs).toBuffer();
    http.keepBusy(4, 3, "/api/v1/jobs/batch", () -> batch); // warm-up
    HttpLoad.Run batches = http.keepBusy(4, 6, "/api/v1/jobs/batch", () -> batch);
    figures.add(
        new Figure("HTTP, batches of 500, 4 connections", batches.rate() * BATCH, "jobs/s"));
    return figures;
  }

  static JsonObject job() {
    return new JsonObject()
        .put("type", "noop")
        .put(
            "data",
            new JsonObject().put("user", "user-000042").put("note", "x".repeat(60)).put("n", 42));
  }
}
