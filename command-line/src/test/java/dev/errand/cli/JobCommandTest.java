package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.cli.RecordedServer.Asked;
import dev.errand.cli.Terminal.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCommandTest extends Session {
  private static final String JOB = "/api/v1/jobs/" + Documents.ID;

  @Test
  void submitSendsWhatWasSaidAndPrintsTheId() {
    server.on("POST /api/v1/jobs", 201, Documents.job("pending"));

    Outcome submit =
        run(
            "job",
            "submit",
            "report.render",
            "--data",
            "{\"pages\": 3.10}",
            "--queue",
            "reports",
            "--priority",
            "-5",
            "--delay",
            "1h30m",
            "--max-attempts",
            "3",
            "--tag",
            "a",
            "--tag",
            "b",
            "--name",
            "nightly",
            "--hold",
            "--idempotency-key",
            "k-1");

    assertThat(submit.exit()).isZero();
    assertThat(submit.out()).isEqualToNormalizingNewlines(Documents.ID + "\n");
    Asked asked = server.last();
    assertThat(asked.header("Idempotency-key")).isEqualTo("k-1");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer errand_secret_of_the_test");
    assertThat(asked.body())
        .isEqualTo(
            "{\"type\":\"report.render\",\"data\":{\"pages\":3.10},\"queue\":\"reports\","
                + "\"priority\":-5,\"maxAttempts\":3,\"tags\":[\"a\",\"b\"],\"name\":\"nightly\","
                + "\"delay\":\"PT1H30M\",\"hold\":true}");
  }

  @Test
  void submissionThatMustBeRepeatedIsOne() {
    String away = Documents.problem(503, "database_away", "The database is away");
    server.on("POST /api/v1/jobs", 503, away, Map.of("Retry-After", "0"));
    server.on("POST /api/v1/jobs", 201, Documents.job("pending"));

    assertThat(run("job", "submit", "noop").exit()).isZero();

    assertThat(server.asked().stream().map(call -> call.header("Idempotency-key")).distinct())
        .singleElement()
        .asString()
        .hasSize(32);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void actionThatMayHaveHappenedIsNotRepeated() {
    String away = Documents.problem(503, "database_away", "The database is away");
    server.on("POST " + JOB + "/retry", 503, away, Map.of("Retry-After", "0"));

    assertThat(run("job", "retry", Documents.ID).exit()).isEqualTo(1);

    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void dataComesFromAFileOrFromStdin() throws Exception {
    server.on("POST /api/v1/jobs", 201, Documents.job("pending"));
    Path file = Files.writeString(home.resolve("data.json"), "{\"from\":\"a file\"}");

    assertThat(run("job", "submit", "noop", "--data", "@" + file).exit()).isZero();
    assertThat(server.last().json().at("/data/from").asText()).isEqualTo("a file");

    assertThat(terminal.answering("[1, 2]", "job", "submit", "noop", "--data", "-").exit())
        .isZero();
    assertThat(server.last().json().at("/data").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": }", "", "{} {}", "@/no/such/file"})
  void dataThatIsNoJsonIsNeverSent(String data) {
    Outcome submit = run("job", "submit", "noop", "--data", data);

    assertThat(submit.exit()).isEqualTo(2);
    assertThat(submit.err()).startsWith("errand: --data");
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void jsonIsWhatTheServerSaid() {
    server.on("GET " + JOB, 200, Documents.job("held"));

    Outcome job = run("job", "get", Documents.ID, "-o", "json");

    assertThat(job.out()).isEqualToNormalizingNewlines(Documents.job("held") + "\n");
  }

  @Test
  void tableShowsNumbersAsTheyAreAndTimesOfHere() {
    server.on("GET " + JOB, 200, Documents.job("held"));

    Outcome job = run("job", "get", Documents.ID);

    assertThat(job.out())
        .contains("{\"big\":12345678901234567890,\"exact\":1.10}")
        .contains("2026-03-01 09:00:00+01:00")
        .doesNotContain("null");
  }

  @Test
  void listAsksForWhatIsWantedAndSaysThatThereIsMore() {
    server.on(
        "GET /api/v1/jobs",
        200,
        "{\"items\":[%s],\"nextCursor\":\"abc\"}".formatted(Documents.job("failed")));

    Outcome list = run("job", "list", "--state", "failed,cancelled", "-q", "a b", "--limit", "1");

    assertThat(server.last().what())
        .isEqualTo("GET /api/v1/jobs?q=a%20b&limit=1&state=failed&state=cancelled");
    assertThat(list.out().lines()).hasSize(2);
    assertThat(list.out()).startsWith("ID ").contains(Documents.ID, "failed", "1/5");
    assertThat(list.err()).contains("--cursor abc");
  }

  @Test
  void everyTenantsJobsAreAskedForElsewhere() {
    server.on("GET /api/v1/admin/jobs", 200, "{\"items\":[],\"nextCursor\":null}");

    assertThat(run("job", "list", "--all-tenants").err()).contains("nothing here");
  }

  @Test
  void namesOfOthersCannotMoveTheCursor() {
    String evil = Documents.job("held").replace("nightly", "\\u001b[2Jx\\u202ey\\nz");
    server.on("GET /api/v1/jobs", 200, "{\"items\":[%s]}".formatted(evil));
    server.on("GET " + JOB, 200, evil);

    for (String output :
        new String[] {run("job", "list").out(), run("job", "get", Documents.ID).out()}) {
      assertThat(output).doesNotContain("\u001b", "\u202e").contains("\uFFFD[2Jx\uFFFDy");
    }
  }

  @Test
  void idsAreNoPaths() {
    run("job", "get", "../queues?x");

    assertThat(server.last().what()).isEqualTo("GET /api/v1/jobs/..%2Fqueues%3Fx");
  }

  @Test
  void actionsShowTheJob() {
    server.on("POST " + JOB + "/run", 200, Documents.job("pending"));
    server.on("POST " + JOB + "/retry", 200, Documents.job("pending"));
    server.on("POST " + JOB + "/cancel", 202, Documents.job("running"));

    assertThat(run("job", "run", Documents.ID).out()).contains("pending");
    assertThat(run("job", "retry", Documents.ID, "--data", "{\"ok\":true}").exit()).isZero();
    assertThat(server.last().body()).isEqualTo("{\"data\":{\"ok\":true}}");
    assertThat(run("job", "retry", Documents.ID).exit()).isZero();
    assertThat(server.last().body()).isEmpty();
    assertThat(run("job", "cancel", Documents.ID).err()).contains("told to stop");
  }

  @Test
  void explanationIsATable() {
    server.on(
        "GET " + JOB + "/explain",
        200,
        """
        {"reasons":[{"code":"queue_paused","detail":"by ann"},
         {"code":"not_due","detail":"later","until":"2026-03-01T09:00:00Z"}],
         "estimatedStart":"2026-03-01T09:00:00Z"}""");

    assertThat(run("job", "explain", Documents.ID).out())
        .contains("queue_paused", "by ann", "2026-03-01 10:00:00+01:00", "estimated start");
  }

  @Test
  void logsArePagedAndFollowedToTheEnd() {
    server.on("GET " + JOB, 200, Documents.job("running"));
    server.on("GET " + JOB, 200, Documents.job("completed"));
    server.on("GET " + JOB + "/logs", 200, page(line(1, "one"), "1"));
    server.on("GET " + JOB + "/logs", 200, page(line(2, "two"), null));
    server.on("GET " + JOB + "/logs", 200, page(line(3, "three"), null));

    Outcome logs = run("job", "logs", Documents.ID, "--follow", "--level", "info");

    assertThat(logs.exit()).isZero();
    assertThat(logs.out().lines().map(line -> line.replaceFirst(".* ", "")))
        .containsExactly("one", "two", "three");
    assertThat(server.calls())
        .containsSubsequence(
            "GET " + JOB + "/logs?after=0&level=info",
            "GET " + JOB + "/logs?after=1&level=info",
            "GET " + JOB + "/logs?after=2&level=info");
  }

  private static String line(int id, String message) {
    return "{\"id\":%d,\"attempt\":1,\"at\":\"2026-03-01T08:00:00Z\",\"level\":\"info\",\"message\":\"%s\"}"
        .formatted(id, message);
  }

  private static String page(String line, String next) {
    return "{\"items\":[%s],\"nextCursor\":%s}"
        .formatted(line, next == null ? "null" : "\"" + next + "\"");
  }
}
