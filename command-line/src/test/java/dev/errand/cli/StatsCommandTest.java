package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatsCommandTest extends Session {
  private static final String STATS =
      """
      {"states":{"held":0,"scheduled":1,"pending":2,"running":3,"retrying":4,"completed":55,
        "failed":6,"cancelled":7,"total":78},
       "minutes":[{"at":"2026-03-01T07:59:00Z","completed":0,"failed":0,"retried":0,"cancelled":0,
         "wait":{"p50":null,"p95":null},"run":{"p50":null,"p95":null}},
        {"at":"2026-03-01T08:00:00Z","completed":55,"failed":1,"retried":0,"cancelled":0,
         "wait":{"p50":"PT0.01S","p95":"PT0.02S"},"run":{"p50":"PT1S","p95":"PT2S"}}],
       "oldestPendingAge":"PT3M",
       "topErrors":[{"code":"timeout","message":"too slow","count":6,
         "lastAt":"2026-03-01T08:00:00Z","sampleJob":"%s"}],
       "workers":{"alive":2,"slots":64}}"""
          .formatted(Documents.ID);

  @Test
  void figuresAreShownWithoutEmptyMinutes() {
    server.on("GET /api/v1/stats", 200, STATS);

    assertThat(run("stats").out())
        .contains("oldest pending  3m", "2026-03-01 09:00:00+01:00", "0.02s", "too slow")
        .doesNotContain("08:59:00");
  }

  @Test
  void workersAreCounted() {
    server.on("GET /api/v1/stats", 200, STATS);

    assertThat(run("worker", "list").out()).contains("alive  2", "slots  64");
    assertThat(run("worker", "list", "-o", "json").out().strip())
        .isEqualTo("{\"alive\":2,\"slots\":64}");
  }

  @Test
  void adminAsksForAll() {
    server.on("GET /api/v1/admin/stats", 200, STATS);

    assertThat(run("stats", "--all-tenants", "-o", "json").out().strip()).isEqualTo(STATS);
  }
}
