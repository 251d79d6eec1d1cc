package dev.errand.standalone.system;

import static dev.errand.standalone.system.Simulated.ofAMinute;
import static dev.errand.standalone.system.Simulated.ofMillis;
import static dev.errand.standalone.system.Simulated.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be said of a single job and needs a worker to be kept. */
class JobRulesIT {
  private static final Map<String, Object> NOOP = Map.of("type", "noop");
  private static final Duration PROMISED = Duration.ofSeconds(5);

  @TempDir private static Path directory;
  private static Installation errand;
  private static Client ann;

  @BeforeAll
  static void start() {
    errand = Installation.oneProcess(directory.resolve("data"), Map.of("ERRAND_WORKER_SLOTS", "2"));
    ann = errand.newPerson();
  }

  @AfterAll
  static void stop() {
    if (errand != null) {
      errand.close();
    }
  }

  @Test
  void waitingJobFailsAtItsDeadline() {
    Instant deadline = Instant.now().plusSeconds(1);
    String held = ann.submitId(with(with(NOOP, "hold", true), "deadlineAt", deadline.toString()));

    assertFailedAt(deadline, ann.awaitFinal(held));
  }

  @Test
  void runningJobFailsAtItsDeadlineAndItsHandlerStops() {
    // One for each slot: what comes after them runs only once a handler has stopped.
    Instant deadline = Instant.now().plusSeconds(2);
    List<String> jobs =
        Stream.generate(() -> ann.submitId(with(ofAMinute(), "deadlineAt", deadline.toString())))
            .limit(2)
            .toList();
    jobs.forEach(job -> ann.awaitState(job, "running"));
    Instant asked = Instant.now();

    assertThat(ann.awaitFinal(ann.submitId(NOOP)).path("state").asText()).isEqualTo("completed");

    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(20));
    jobs.forEach(job -> assertFailedAt(deadline, ann.awaitFinal(job)));
  }

  private static void assertFailedAt(Instant deadline, JsonNode job) {
    assertThat(job.path("state").asText()).isEqualTo("failed");
    assertThat(job.path("error").path("code").asText()).isEqualTo("deadline_exceeded");
    assertThat(moment(job, "finishedAt")).isBetween(deadline, deadline.plus(PROMISED));
  }

  @Test
  void editedTimeCounts() {
    String id = ann.submitId(with(NOOP, "delay", "PT1H"));

    ann.patch("/api/v1/jobs/" + id, Map.of("runAt", Instant.now().plusMillis(500).toString()))
        .as(200);
    JsonNode job = ann.awaitFinal(id);

    assertThat(job.path("state").asText()).isEqualTo("completed");
    assertThat(Duration.between(moment(job, "runAt"), moment(job, "startedAt")))
        .isBetween(Duration.ZERO, Duration.ofSeconds(3));
  }

  @Test
  void jobsOfOneKeyRunOneAfterAnother() {
    List<String> jobs =
        Stream.generate(() -> ann.submitId(with(ofMillis(200), "concurrencyKey", "customer-9")))
            .limit(4)
            .toList();

    List<JsonNode> ended =
        ann.awaitFinal(jobs).stream()
            .sorted(Comparator.comparing(job -> moment(job, "startedAt")))
            .toList();

    assertThat(Client.texts(ended, "id")).as("in order of submission").isEqualTo(jobs);
    for (int i = 1; i < ended.size(); i++) {
      assertThat(moment(ended.get(i), "startedAt"))
          .isAfterOrEqualTo(moment(ended.get(i - 1), "finishedAt"));
    }
  }

  @Test
  void runningJobIsNotReplacedButItsKeyIsTaken() {
    Map<String, Object> keyed = with(ofMillis(1500), "uniqueKey", "report-4");
    String first = ann.submitId(keyed);
    ann.awaitState(first, "running");
    assertThat(ann.post("/api/v1/jobs", keyed).status()).isEqualTo(409);

    String second = ann.submitId(with(keyed, "onConflict", "replace"));

    assertThat(ann.awaitFinal(first).path("state").asText()).isEqualTo("completed");
    assertThat(ann.awaitFinal(second).path("state").asText()).isEqualTo("completed");
  }

  private static Instant moment(JsonNode job, String field) {
    return Instant.parse(job.path(field).asText());
  }
}
