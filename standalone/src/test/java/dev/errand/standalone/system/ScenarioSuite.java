package dev.errand.standalone.system;

import static dev.errand.standalone.system.Simulated.job;
import static dev.errand.standalone.system.Simulated.ofAMinute;
import static dev.errand.standalone.system.Simulated.ofMillis;
import static dev.errand.standalone.system.Simulated.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a user may rely on, however Errand is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScenarioSuite {
  private static final Map<String, Object> NOOP = Map.of("type", "noop");

  private Installation errand;
  private Client ann;
  private Client ben;

  /** As users get it. */
  abstract Installation install() throws Exception;

  /** One that can run a single job at a time. */
  abstract Installation installWithOneSlot() throws Exception;

  @BeforeAll
  void start() throws Exception {
    errand = install();
    ann = errand.newPerson();
    ben = errand.newPerson();
  }

  @AfterAll
  void stop() {
    if (errand != null) {
      errand.close();
    }
  }

  Installation errand() {
    return errand;
  }

  // --- who sees what ------------------------------------------------------------------------

  @Test
  void anothersJobAnswersLikeOneThatIsNotThere() {
    String ofBen = ben.submitId(with(NOOP, "hold", true));
    String unknown = "0190a5c4-7d3e-7a61-9c4f-1f2e3d4c5b6a";

    for (String path : List.of("", "/attempts", "/history", "/logs")) {
      Reply foreign = ann.get("/api/v1/jobs/" + ofBen + path);
      assertThat(foreign.status()).as(path).isEqualTo(404);
      assertSameProblem(foreign, ann.get("/api/v1/jobs/" + unknown + path));
    }
    for (String verb : List.of("cancel", "run", "retry")) {
      Reply foreign = ann.act(ofBen, verb);
      assertThat(foreign.status()).as(verb).isEqualTo(404);
      assertSameProblem(foreign, ann.act(unknown, verb));
    }
    assertThat(ben.job(ofBen).path("state").asText()).isEqualTo("held");
  }

  private static void assertSameProblem(Reply foreign, Reply unknown) {
    assertThat(unknown.status()).isEqualTo(foreign.status());
    assertThat(unknown.code()).isEqualTo(foreign.code());
    assertThat(unknown.body().path("detail")).isEqualTo(foreign.body().path("detail"));
  }

  @Test
  void listHasOnlyOwnJobsAlsoWhenAnotherTenantIsAskedFor() {
    String tag = "list-of-two";
    JsonNode ofAnn = ann.submit(with(NOOP, "tags", List.of(tag)));
    JsonNode ofBen = ben.submit(with(NOOP, "tags", List.of(tag)));
    String bensTenant = ofBen.path("tenant").asText();

    assertThat(Client.texts(ann.list("/api/v1/jobs?tag=" + tag), "id"))
        .containsExactly(ofAnn.path("id").asText());
    assertThat(
            Client.texts(
                ann.list("/api/v1/jobs?tag=%s&tenant=%s".formatted(tag, bensTenant)), "id"))
        .doesNotContain(ofBen.path("id").asText());
    assertThat(ann.get("/api/v1/admin/jobs").status()).isEqualTo(403);
  }

  @Test
  void socketTellsNothingOfAnothersJobs() {
    String ofBen = ben.submitId(with(NOOP, "hold", true));
    try (LiveListener ear = ann.listen()) {
      JsonNode foreign = ear.subscribe("job:" + ofBen);
      JsonNode unknown = ear.subscribe("job:0190a5c4-7d3e-7a61-9c4f-1f2e3d4c5b6a");
      ear.subscribe("jobs");

      ben.act(ofBen, "run").as(200);
      ben.awaitFinal(ofBen);
      // Told after Ben's news, if that were told at all.
      String ofAnn = ann.submitId(NOOP);
      ear.awaitEvent(ofAnn, "job.completed");

      assertThat(foreign.path("type").asText()).isEqualTo("error");
      assertThat(foreign.path("code")).isEqualTo(unknown.path("code"));
      assertThat(foreign.path("detail")).isEqualTo(unknown.path("detail"));
      assertThat(ear.eventsOf(ofBen)).isEmpty();
    }
  }

  @Test
  void adminSeesAllJobsByListByIdAndBySocket() {
    Client admin = errand.admin();
    String tag = "seen-by-admin";
    try (LiveListener ear = admin.listen()) {
      ear.subscribe(Map.of("type", "subscribe", "id", "all", "topic", "jobs", "all", true));
      String ofAnn = ann.submitId(with(NOOP, "tags", List.of(tag)));
      String ofBen = ben.submitId(with(NOOP, "tags", List.of(tag)));

      assertThat(Client.texts(admin.list("/api/v1/admin/jobs?tag=" + tag), "id"))
          .containsExactlyInAnyOrder(ofAnn, ofBen);
      assertThat(admin.awaitFinal(ofBen).path("state").asText()).isEqualTo("completed");
      assertThat(admin.history(ofAnn)).isNotEmpty();
      ear.awaitEvent(ofAnn, "job.completed");
      ear.awaitEvent(ofBen, "job.completed");
      assertThat(admin.list("/api/v1/jobs?tag=" + tag)).isEmpty();
    }
  }

  // --- faults and retries -------------------------------------------------------------------

  @Test
  void failOnceIsCompletedByItsSecondAttempt() {
    String id = ann.submitId(job(Map.of("durationMs", 50, "steps", 1, "failOnce", true)));

    assertThat(ann.awaitFinal(id).path("state").asText()).isEqualTo("completed");
    List<JsonNode> attempts = ann.attempts(id);
    assertThat(Client.texts(attempts, "outcome")).containsExactly("failed", "completed");
    assertThat(attempts.getFirst().path("error").path("message").asText())
        .contains("System Fluctuation Error");
  }

  @Test
  void shouldFailFailsForGoodAfterAllAttempts() {
    String id =
        ann.submitId(
            with(job(Map.of("durationMs", 20, "steps", 1, "shouldFail", true)), "maxAttempts", 3));

    JsonNode job = ann.awaitFinal(id);
    assertThat(job.path("state").asText()).isEqualTo("failed");
    assertThat(job.path("attempt").asInt()).isEqualTo(3);
    assertThat(job.path("error").path("message").asText()).contains("System Fluctuation Error");
    assertThat(Client.texts(ann.attempts(id), "outcome"))
        .containsExactly("failed", "failed", "failed");
  }

  @Test
  void failRateFailsAboutThatShareAndTheSameSeedsEveryTime() {
    Set<Long> first = seedsThatFail(200, 0.3);
    Set<Long> again = seedsThatFail(200, 0.3);

    assertThat(first.size()).isBetween(40, 80);
    assertThat(again).isEqualTo(first);
  }

  private Set<Long> seedsThatFail(int jobs, double failRate) {
    List<Long> seeds = LongStream.rangeClosed(1, jobs).boxed().toList();
    List<String> ids =
        ann.submitAll(
            seeds.stream()
                .map(
                    seed -> Map.of("durationMs", 0, "steps", 1, "failRate", failRate, "seed", seed))
                .map(data -> with(job(data), "maxAttempts", 1))
                .toList());
    Set<Long> failed = new HashSet<>();
    for (JsonNode job : ann.awaitFinal(ids)) {
      if (job.path("state").asText().equals("failed")) {
        failed.add(job.path("data").path("seed").asLong());
      }
    }
    return failed;
  }

  @Test
  void failedJobCanBeRetriedWithCorrectedData() {
    String id =
        ann.submitId(
            with(job(Map.of("durationMs", 0, "steps", 1, "shouldFail", true)), "maxAttempts", 1));
    assertThat(ann.awaitFinal(id).path("state").asText()).isEqualTo("failed");

    ann.post(
            "/api/v1/jobs/%s/retry".formatted(id),
            Map.of("data", Map.of("durationMs", 0, "steps", 1)))
        .as(200);

    assertThat(ann.awaitFinal(id).path("state").asText()).isEqualTo("completed");
    assertThat(ann.act(id, "retry").status()).isEqualTo(409);
  }

  @Test
  void attemptThatTakesTooLongEndsInTimeout() {
    String id = ann.submitId(with(with(ofAMinute(), "timeout", "PT1S"), "maxAttempts", 1));

    JsonNode job = ann.awaitFinal(id);
    assertThat(job.path("state").asText()).isEqualTo("failed");
    assertThat(job.path("error").path("code").asText()).isEqualTo("timeout");
    assertThat(between(job, "startedAt", "finishedAt"))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  // --- when it runs -------------------------------------------------------------------------

  @Test
  void higherPriorityRunsNext() throws Exception {
    try (Installation single = installWithOneSlot()) {
      Client cleo = single.newPerson();
      // Long enough for the four submissions, and for nothing to be claimed ahead behind it.
      String blocker = cleo.submitId(ofMillis(1500));
      cleo.awaitState(blocker, "running");
      List<String> normal =
          IntStream.range(0, 3).mapToObj(i -> cleo.submitId(ofMillis(200))).toList();
      String urgent = cleo.submitId(with(ofMillis(200), "priority", 10));
      assertThat(cleo.job(blocker).path("state").asText()).isEqualTo("running");

      Instant urgentStart = moment(cleo.awaitFinal(urgent), "startedAt");
      List<Instant> starts =
          cleo.awaitFinal(normal).stream().map(job -> moment(job, "startedAt")).toList();

      assertThat(starts).isSorted().allMatch(urgentStart::isBefore);
    }
  }

  @Test
  void delayedJobRunsWhenItIsDueAndSoonAfter() {
    JsonNode submitted = ann.submit(with(NOOP, "delay", "PT2S"));
    assertThat(submitted.path("state").asText()).isEqualTo("scheduled");

    JsonNode job = ann.awaitFinal(submitted.path("id").asText());

    assertThat(between(job, "createdAt", "startedAt"))
        .isBetween(Duration.ofSeconds(2), Duration.ofMillis(3500));
  }

  @Test
  void heldJobWaitsUntilSomebodyRunsIt() {
    String held = ann.submitId(with(NOOP, "hold", true));
    ann.awaitFinal(ann.submitId(NOOP)); // submitted later and done: the other one was passed over

    assertThat(ann.job(held).path("state").asText()).isEqualTo("held");
    ann.act(held, "run").as(200);
    assertThat(ann.awaitFinal(held).path("state").asText()).isEqualTo("completed");
    assertThat(ann.act(held, "run").status()).isEqualTo(409);
  }

  @Test
  void cancelReachesARunningHandler() {
    String id = ann.submitId(ofAMinute());
    ann.awaitState(id, "running");

    Instant called = Instant.now();
    ann.act(id, "cancel").as(202);
    JsonNode job = ann.awaitFinal(id);

    assertThat(job.path("state").asText()).isEqualTo("cancelled");
    assertThat(Duration.between(called, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void waitingAnswersAsSoonAsTheJobIsDone() {
    String id = ann.submitId(ofMillis(500));

    Instant asked = Instant.now();
    Reply answer = ann.waitFor(id, 30);

    assertThat(answer.as(200).path("state").asText()).isEqualTo("completed");
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aScheduleFiresOnTimeAndOnceHoweverManyWorkersThereAre() {
    String id =
        ann.post("/api/v1/schedules", Map.of("name", "by the second", "every", "PT1S", "job", NOOP))
            .as(201)
            .path("id")
            .asText();
    String fires = "/api/v1/schedules/" + id + "/fires";

    await("five fires").until(() -> ann.get(fires).as(200).path("items").size() >= 5);
    ann.post("/api/v1/schedules/" + id + "/pause", Map.of()).as(200);

    JsonNode items = ann.get(fires).as(200).path("items");
    for (JsonNode fire : items) {
      assertThat(between(fire, "fireAt", "at")).isLessThan(Duration.ofSeconds(2));
      assertThat(ann.awaitFinal(fire.path("jobId").asText()).path("scheduleId").asText())
          .isEqualTo(id);
    }
    assertThat(Client.texts(items, "fireAt")).doesNotHaveDuplicates();
    assertThat(Client.texts(items, "jobId")).doesNotHaveDuplicates();
  }

  // --- many at once -------------------------------------------------------------------------

  @Test
  void everyJobThatFailedIsRetriedOnceByOneOrder() {
    String tag = "retried-together";
    Map<String, Object> failing = job(Map.of("durationMs", 0, "steps", 1, "shouldFail", true));
    List<String> ids =
        ann.submitAll(
            IntStream.range(0, 30)
                .mapToObj(i -> with(with(failing, "maxAttempts", 1), "tags", List.of(tag)))
                .toList());
    ann.awaitFinal(ids);
    Map<String, Object> filter = Map.of("tag", tag, "state", List.of("failed"));
    Map<String, Object> order = Map.of("action", "retry", "filter", filter);
    JsonNode look = ann.post("/api/v1/jobs/bulk", with(order, "dryRun", true)).as(200);
    assertThat(look.path("count").asInt()).isEqualTo(30);

    JsonNode operation =
        ann.awaitOperation(ann.post("/api/v1/jobs/bulk", with(order, "expectedCount", 30)).as(202));

    assertThat(operation.path("state").asText()).isEqualTo("completed");
    assertThat(operation.path("done").asInt()).isEqualTo(30);
    assertThat(operation.path("skipped")).isEmpty();
    ann.awaitFinal(ids);
    for (String id : ids) {
      assertThat(Client.texts(ann.history(id), "change")).containsOnlyOnce("retried");
      assertThat(ann.attempts(id)).hasSize(2);
    }
    assertThat(ann.get("/api/v1/jobs/counts?tag=" + tag).as(200).path("failed").asInt())
        .isEqualTo(30);
  }

  @Test
  void whatEndedIsSeenInTheFigures() {
    Client cleo = errand.newPerson();
    cleo.awaitFinal(cleo.submitId(ofMillis(100)));

    JsonNode minute = cleo.awaitMinuteWith("completed", 1);

    assertThat(Duration.parse(minute.path("run").path("p50").asText()))
        .isBetween(Duration.ofMillis(64), Duration.ofSeconds(1));
    assertThat(Duration.parse(minute.path("wait").path("p50").asText()))
        .isLessThan(Duration.ofSeconds(5));
    JsonNode stats = cleo.get("/api/v1/stats").as(200);
    assertThat(stats.path("states").path("completed").asInt()).isEqualTo(1);
    assertThat(stats.path("workers").path("alive").asInt()).isPositive();
  }

  // --- live ---------------------------------------------------------------------------------

  @Test
  void socketTellsALifeInOrderWithoutHoles() {
    try (LiveListener ear = ann.listen()) {
      ear.subscribe("jobs");
      String id = ann.submitId(job(Map.of("durationMs", 1200, "steps", 12)));
      ear.awaitEvent(id, "job.completed");

      List<JsonNode> events = ear.eventsOf(id);
      assertThat(Client.texts(events, "event").stream().distinct())
          .containsExactly("job.submitted", "job.started", "job.progress", "job.completed");
      assertThat(progress(events)).hasSizeGreaterThan(2).isSorted();
      assertSeqRisesByOne(ear.events());
    }
  }

  private static List<Integer> progress(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("event").asText().equals("job.progress"))
        .map(event -> event.path("data").path("progress").path("percent").asInt())
        .toList();
  }

  private static void assertSeqRisesByOne(List<JsonNode> events) {
    long first = events.getFirst().path("seq").asLong();
    assertThat(events.stream().map(event -> event.path("seq").asLong()))
        .containsExactlyElementsOf(LongStream.range(first, first + events.size()).boxed().toList());
  }

  @Test
  void resumingBringsExactlyWhatWasMissed() {
    try (LiveListener faithful = ann.listen()) {
      faithful.subscribe("jobs");
      long seen = lastSeqOfOneWhoLeaves();
      String missed = ann.submitId(NOOP);
      faithful.awaitEvent(missed, "job.completed");

      try (LiveListener back = ann.listen()) {
        back.subscribe("jobs", seen);
        back.awaitEvent(missed, "job.completed");

        List<JsonNode> expected =
            faithful.events().stream().filter(e -> e.path("seq").asLong() > seen).toList();
        assertThat(back.events()).isEqualTo(expected);
        assertThat(back.frames("gap")).isEmpty();
      }
    }
  }

  private long lastSeqOfOneWhoLeaves() {
    try (LiveListener ear = ann.listen()) {
      ear.subscribe("jobs");
      ear.awaitEvent(ann.submitId(NOOP), "job.completed");
      return ear.lastSeq();
    }
  }

  @Test
  void resumingFromTheFarPastTellsTheGap() {
    try (LiveListener ear = ann.listen()) {
      JsonNode subscribed = ear.subscribe("jobs", 1);
      JsonNode gap = ear.awaitFrame(frame -> frame.path("type").asText().equals("gap"));

      assertThat(gap.path("from").asLong()).isEqualTo(2);
      assertThat(gap.path("to")).isEqualTo(subscribed.path("seq"));
    }
  }

  // --- submitting ---------------------------------------------------------------------------

  @Test
  void oneKeyMakesOneJobHoweverManyAskAtOnce() throws Exception {
    Map<String, Object> job = with(NOOP, "tags", List.of("one-key"));
    List<Reply> replies = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Reply> call = () -> ann.post("/api/v1/jobs", job, "the-key");
      for (Future<Reply> reply :
          callers.invokeAll(IntStream.range(0, 20).mapToObj(i -> call).toList())) {
        replies.add(reply.get());
      }
    }

    assertThat(replies.stream().map(reply -> reply.as(201)).distinct()).hasSize(1);
    assertThat(replies.stream().filter(r -> r.header("Idempotent-Replayed").isEmpty())).hasSize(1);
    assertThat(ann.list("/api/v1/jobs?tag=one-key")).hasSize(1);
    Reply other = ann.post("/api/v1/jobs", with(job, "priority", 1), "the-key");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void invalidItemsDoNotSinkTheirBatch() {
    List<Map<String, Object>> jobs = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Map<String, Object> job = with(NOOP, "tags", List.of("batch"));
      jobs.add(
          switch (i % 200) {
            case 7 -> with(job, "priority", 1001);
            case 107 -> with(job, "type", "nop");
            default -> job;
          });
    }

    JsonNode answer = ann.post("/api/v1/jobs/batch", Map.of("jobs", jobs)).as(201);

    assertThat(answer.path("created").asInt()).isEqualTo(990);
    assertThat(answer.path("failed").asInt()).isEqualTo(10);
    List<String> ids = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      boolean valid = item.path("index").asInt() % 100 != 7;
      assertThat(item.has("id")).as("%s", item).isEqualTo(valid);
      assertThat(item.path("problem").path("status").asInt()).isEqualTo(valid ? 0 : 422);
      if (valid) {
        ids.add(item.path("id").asText());
      }
    }
    ann.awaitFinal(ids);
    assertThat(Client.texts(ann.list("/api/v1/jobs?tag=batch&state=completed"), "id"))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  private static Instant moment(JsonNode job, String field) {
    return Instant.parse(job.path(field).asText());
  }

  private static Duration between(JsonNode job, String from, String to) {
    return Duration.between(moment(job, from), moment(job, to));
  }
}
