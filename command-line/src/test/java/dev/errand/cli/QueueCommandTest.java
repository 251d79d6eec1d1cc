package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.cli.Terminal.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueCommandTest extends Session {
  private static final String EMAILS =
      """
      {"name":"emails","concurrency":4,"rateLimit":{"count":100,"per":"PT1M"},
       "perKeyConcurrency":null,"manual":false,
       "paused":{"at":"2026-03-01T08:00:00Z","by":"user:1","reason":"smtp is down"},
       "depth":{"held":1,"scheduled":2,"pending":3,"running":4,"retrying":5},
       "oldestPendingAge":"PT1H2M3.5S","next":null,"version":7}""";
  private static final String PATH = "/api/v1/queues/emails";

  @Test
  void listShowsWhatIsInThemAndWhatTheyMay() {
    server.on("GET /api/v1/queues", 200, "{\"items\":[%s],\"nextCursor\":null}".formatted(EMAILS));

    assertThat(run("queue", "list").out())
        .contains("emails", "paused", "1h2m3.5s", "concurrency 4, 100/1m", "11");
  }

  @Test
  void pauseTellsWhyAndResumeEndsIt() {
    server.on("POST " + PATH + "/pause", 200, EMAILS);
    server.on("POST " + PATH + "/resume", 200, EMAILS);

    assertThat(run("queue", "pause", "emails", "--reason", "smtp is down").out())
        .contains("smtp is down");
    assertThat(server.last().body()).isEqualTo("{\"reason\":\"smtp is down\"}");
    assertThat(run("queue", "resume", "emails").exit()).isZero();
  }

  @Test
  void setKeepsTheLimitsThatAreNotNamed() {
    server.on("GET " + PATH, 200, EMAILS);
    server.on("PUT " + PATH, 200, EMAILS);

    assertThat(run("queue", "set", "emails", "--concurrency", "none", "--per-key", "2").exit())
        .isZero();

    assertThat(server.last().body())
        .isEqualTo(
            "{\"rateLimit\":{\"count\":100,\"per\":\"PT1M\"},\"manual\":false,"
                + "\"perKeyConcurrency\":2}");
    assertThat(server.last().header("If-match")).isEqualTo("\"7\"");
  }

  @Test
  void setMakesLimitsForAQueueThatNobodyHasUsed() {
    server.on("PUT " + PATH, 200, EMAILS);

    assertThat(run("queue", "set", "emails", "--rate", "10/1s", "--manual").exit()).isZero();

    assertThat(server.last().body())
        .isEqualTo("{\"rateLimit\":{\"count\":10,\"per\":\"PT1S\"},\"manual\":true}");
    assertThat(server.last().header("If-match")).isEmpty();
  }

  @Test
  void setThatSomebodyOvertookIsAConflict() {
    server.on("GET " + PATH, 200, EMAILS, Map.of("ETag", "\"7\""));
    server.on("PUT " + PATH, 412, Documents.problem(412, "stale_version", "The version is stale"));

    assertThat(run("queue", "set", "emails", "--no-manual").exit()).isEqualTo(5);
  }

  @Test
  void purgeOfAScriptMustSayThatItMeansIt() {
    server.on("GET " + PATH, 200, EMAILS);
    server.on("POST " + PATH + "/purge", 200, "{\"cancelled\":11}");

    Outcome unsure = run("queue", "purge", "emails");
    assertThat(unsure.exit()).isEqualTo(2);
    assertThat(unsure.err()).contains("Cancel the 11 jobs that wait in emails?", "--yes");
    assertThat(server.calls()).containsExactly("GET " + PATH);

    assertThat(run("queue", "purge", "emails", "--yes").out()).contains("11");
  }
}
