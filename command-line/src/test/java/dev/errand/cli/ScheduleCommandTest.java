package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleCommandTest extends Session {
  private static final String NIGHTLY =
      """
      {"id":"%s","name":"nightly","cron":"0 3 * * *","every":null,"timezone":"Europe/Berlin",
       "job":{"type":"report.render"},"overlap":"skip","misfire":"once","paused":false,
       "nextFireTimes":["2026-03-02T02:00:00Z","2026-03-03T02:00:00Z"],"lastFire":null,
       "createdBy":"user:1","createdAt":"2026-03-01T08:00:00Z","version":1}"""
          .formatted(Documents.ID);
  private static final String PATH = "/api/v1/schedules/" + Documents.ID;

  private void knowsNightly() {
    server.on(
        "GET /api/v1/schedules", 200, "{\"items\":[%s],\"nextCursor\":null}".formatted(NIGHTLY));
  }

  @Test
  void createSendsTheWholeSchedule() {
    server.on("POST /api/v1/schedules", 201, NIGHTLY);

    assertThat(
            run(
                    "schedule",
                    "create",
                    "nightly",
                    "report.render",
                    "--cron",
                    "0 3 * * *",
                    "--timezone",
                    "Europe/Berlin",
                    "--overlap",
                    "skip",
                    "--data",
                    "{\"a\":1}",
                    "--queue",
                    "reports")
                .out())
        .contains("2026-03-02 03:00:00+01:00", "2026-03-03 03:00:00+01:00");

    assertThat(server.last().body())
        .isEqualTo(
            "{\"name\":\"nightly\",\"cron\":\"0 3 * * *\",\"timezone\":\"Europe/Berlin\","
                + "\"overlap\":\"skip\",\"job\":{\"type\":\"report.render\",\"data\":{\"a\":1},"
                + "\"queue\":\"reports\"}}");
  }

  @Test
  void listShowsWhenTheyFireNext() {
    knowsNightly();

    assertThat(run("schedule", "list").out())
        .contains("nightly", "0 3 * * *", "report.render", "2026-03-02 03:00:00+01:00");
  }

  @Test
  void schedulesAreCalledByName() {
    knowsNightly();
    server.on("POST " + PATH + "/pause", 200, NIGHTLY);
    server.on("POST " + PATH + "/resume", 200, NIGHTLY);
    server.on("POST " + PATH + "/run", 201, Documents.job("pending"));

    assertThat(run("schedule", "pause", "nightly").exit()).isZero();
    assertThat(run("schedule", "resume", Documents.ID).exit()).isZero();
    assertThat(run("schedule", "run", "nightly").out()).startsWith(Documents.ID);
    assertThat(run("schedule", "run", "weekly").exit()).isEqualTo(4);
  }

  @Test
  void previewMakesNothing() {
    server.on(
        "POST /api/v1/schedules/preview", 200, "{\"nextFireTimes\":[\"2026-03-01T08:01:30Z\"]}");

    assertThat(run("schedule", "preview", "--every", "90s").out())
        .contains("2026-03-01 09:01:30+01:00");

    assertThat(server.calls()).containsExactly("POST /api/v1/schedules/preview");
    assertThat(server.last().body()).isEqualTo("{\"every\":\"PT1M30S\"}");
  }
}
