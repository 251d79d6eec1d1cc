package dev.errand.standalone.system;

import static dev.errand.standalone.system.Simulated.ofMillis;
import static dev.errand.standalone.system.Simulated.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.live.kafka.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What happens to jobs when a part of the system is lost: one API, two workers, Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultIT {
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration PROMISED = LEASE.plusSeconds(10);
  private static final int SLOTS = 20;
  private static final Map<String, Object> NOOP = Map.of("type", "noop");
  private static final String FIRST = "worker-1";
  private static final String SECOND = "worker-2";

  private final KafkaBroker broker = KafkaBroker.start();
  private Installation errand;
  private Client ann;
  private int fills;

  @BeforeAll
  void start() {
    errand =
        Installation.split(
            broker,
            2,
            Map.of(
                "ERRAND_LEASE_DURATION", "5s",
                "ERRAND_RESCUE_INTERVAL", "1s",
                "ERRAND_WORKER_DRAIN", "1s",
                "ERRAND_WORKER_SLOTS", "" + SLOTS));
    ann = errand.newPerson();
  }

  @AfterAll
  void stop() {
    if (errand != null) {
      errand.close();
    }
    broker.close();
  }

  @Test
  void killedWorkerLosesNothing() {
    List<String> jobs = fillBothWorkers(ofMillis(3000));

    Instant killed = Instant.now();
    errand.worker(1).kill();
    List<JsonNode> ended = ann.awaitFinal(jobs);
    errand.restartWorker(1);

    assertThat(Client.texts(ended, "state")).containsOnly("completed");
    for (String job : jobs) {
      List<JsonNode> attempts = ann.attempts(job);
      if (worker(attempts.getFirst()).equals(FIRST)) {
        assertLostAndRunElsewhere(attempts, killed);
      } else {
        assertThat(attempts).as("attempts without a fault").hasSize(1);
      }
    }
  }

  private static void assertLostAndRunElsewhere(List<JsonNode> attempts, Instant killed) {
    assertThat(Client.texts(attempts, "outcome")).containsExactly("failed", "completed");
    assertThat(attempts.getFirst().path("error").path("code").asText()).isEqualTo("worker_lost");
    JsonNode second = attempts.getLast();
    assertThat(worker(second)).isEqualTo(SECOND);
    assertThat(Instant.parse(second.path("startedAt").asText()))
        .isBetween(killed, killed.plus(PROMISED));
  }

  @Test
  void pausedWorkerChangesNothingWhenItWakes() {
    List<String> jobs = fillBothWorkers(ofMillis(2000));
    List<String> ofFirst = jobsOf(FIRST, jobs);

    errand.worker(1).pause();
    List<JsonNode> ended = ann.awaitFinal(ofFirst);
    errand.worker(1).resume();
    // It learns that its word is void; only then is there something to compare.
    await("lost leases")
        .atMost(Duration.ofSeconds(20))
        .until(() -> count(errand.worker(1).output(), "lease lost") >= ofFirst.size());

    assertThat(Client.texts(ended, "state")).containsOnly("completed");
    assertThat(ofFirst.stream().map(ann::job).toList()).isEqualTo(ended);
    for (String job : ofFirst) {
      List<JsonNode> attempts = ann.attempts(job);
      assertThat(Client.texts(attempts, "outcome")).containsExactly("failed", "completed");
      assertThat(worker(attempts.getLast())).isEqualTo(SECOND);
      assertThat(Client.texts(ann.history(job), "to")).containsOnlyOnce("completed");
    }
  }

  @Test
  void shortPauseLosesNothing() {
    List<String> jobs = fillBothWorkers(ofMillis(1500));

    errand.worker(1).pause();
    ann.awaitFinal(jobsOf(SECOND, jobs)); // less than a lease
    errand.worker(1).resume();

    assertThat(Client.texts(ann.awaitFinal(jobs), "state")).containsOnly("completed");
    assertThat(jobs).allSatisfy(job -> assertThat(ann.attempts(job)).hasSize(1));
  }

  @Test
  @Order(Integer.MAX_VALUE) // the others have a broker
  void jobsRunWithoutTheBroker() {
    broker.stop();

    List<String> jobs = Stream.generate(() -> ann.submitId(NOOP)).limit(20).toList();

    assertThat(Client.texts(ann.awaitFinal(jobs), "state")).containsOnly("completed");
    assertThat(jobs).allSatisfy(job -> assertThat(ann.attempts(job)).hasSize(1));
  }

  @Test
  void stoppingWorkerHandsItsJobsBack() {
    // With a single attempt: one that were burned would end the job.
    List<String> jobs = fillBothWorkers(with(ofMillis(3000), "maxAttempts", 1));
    List<String> ofFirst = jobsOf(FIRST, jobs);

    errand.worker(1).stop();
    String lastWords = errand.worker(1).output();
    List<JsonNode> ended = ann.awaitFinal(jobs);
    errand.restartWorker(1);

    assertThat(lastWords).contains("errand-worker stopped").doesNotContain("was not written");
    assertThat(Client.texts(ended, "state")).containsOnly("completed");
    for (String job : ofFirst) {
      assertThat(ann.job(job).path("attempt").asInt()).isEqualTo(1);
      assertThat(worker(ann.attempts(job).getLast())).isEqualTo(SECOND);
    }
  }

  /** Submits as many as both have slots for, and waits until all run. */
  private List<String> fillBothWorkers(Map<String, Object> job) {
    String tag = "fill-" + fills++;
    List<String> jobs =
        ann.submitAll(Collections.nCopies(2 * SLOTS, with(job, "tags", List.of(tag))));
    await("all jobs run")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(25))
        .until(() -> ann.list("/api/v1/jobs?state=running&tag=" + tag).size() == jobs.size());
    return jobs;
  }

  private List<String> jobsOf(String worker, List<String> jobs) {
    List<String> found =
        jobs.stream()
            .filter(job -> ann.attempts(job).stream().anyMatch(by -> worker(by).equals(worker)))
            .toList();
    assertThat(found).as("jobs of " + worker).hasSizeGreaterThan(SLOTS / 2);
    return found;
  }

  private static String worker(JsonNode attempt) {
    return attempt.path("worker").asText();
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }
}
