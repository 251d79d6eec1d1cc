package dev.errand.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobsTest {
  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void aSubmittedJobIsWhatWasAskedFor() {
    Response answer =
        caller.submit(
            """
            {"type":"report.render","data":{ "pages" : 3, "title":"\\u00e4 1.50" },"name":"n",
             "queue":"q-1","priority":"high","tags":["a","b","a"],"metadata":{"k":[1]},
             "backoff":{"first":"PT2S","jitter":0.1},"timeout":"PT1M"}
            """);

    String id = answer.path("id");
    answer.then().statusCode(201).header("Location", endsWith("/api/v1/jobs/" + id));
    for (Response job : List.of(answer, caller.get("/jobs/" + id))) {
      assertThat(job.asString()).contains("{ \"pages\" : 3, \"title\":\"\\u00e4 1.50\" }");
      job.then()
          .body("state", equalTo("pending"))
          .body("priority", equalTo(10))
          .body("maxAttempts", equalTo(7))
          .body("tags", equalTo(List.of("a", "b")))
          .body("backoff.first", equalTo("PT2S"))
          .body("backoff.jitter", equalTo(0.1f))
          .body("timeout", equalTo("PT1M"))
          .body("attempt", equalTo(0))
          .body("result", nullValue());
    }
  }

  @Test
  void heldAndDelayedJobsWaitUntilSomebodyRunsThem() {
    String held = caller.submitted("{\"type\":\"noop\",\"hold\":true}");
    Response delayed = caller.submit("{\"type\":\"noop\",\"delay\":\"PT1H\"}");
    delayed.then().body("state", equalTo("scheduled")).body("runAt", endsWith("Z"));

    caller.get("/jobs/" + held).then().body("state", equalTo("held"));
    for (String id : List.of(held, delayed.<String>path("id"))) {
      caller.post("/jobs/" + id + "/run").then().statusCode(200).body("state", equalTo("pending"));
    }
  }

  @Test
  void listsPageWithoutHolesOrRepeats() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      all.add(caller.submitted("{\"type\":\"noop\"}"));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Response page = caller.get("/jobs?limit=3" + cursor);
      seen.addAll(page.<List<String>>path("items.id"));
      cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
    } while (cursor != null);

    assertThat(seen).hasSize(7).containsExactlyInAnyOrderElementsOf(all);
    assertThat(seen).isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  @Test
  void filtersNarrow() {
    String tagged =
        caller.submitted("{\"type\":\"noop\",\"tags\":[\"red\"],\"name\":\"100% wool\"}");
    String held =
        caller.submitted("{\"type\":\"simulate\",\"hold\":true,\"data\":{\"n\":\"xyzzy\"}}");

    assertThat(ids("tag=red")).containsExactly(tagged);
    assertThat(ids("state=held&state=failed")).containsExactly(held);
    assertThat(ids("type=simulate")).containsExactly(held);
    assertThat(ids("q=XYZZY")).containsExactly(held);
    assertThat(ids("q=100%25")).containsExactly(tagged);
    assertThat(ids("q=" + held)).containsExactly(held);
    assertThat(ids("sort=createdAt")).containsExactly(tagged, held);
    assertThat(ids("createdFrom=2099-01-01T00:00:00Z")).isEmpty();
    assertThat(ids("queue=other")).isEmpty();
  }

  @Test
  void anAdminSeesEveryTenantsJobs() {
    String id = caller.submitted("{\"type\":\"noop\"}");
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");

    admin.get("/jobs/" + id).then().statusCode(200);
    assertThat(admin.get("/admin/jobs").<List<String>>path("items.id")).contains(id);
    assertThat(admin.get("/jobs").<List<String>>path("items.id")).doesNotContain(id);
    String tenant = caller.get("/jobs/" + id).path("tenant");
    assertThat(admin.get("/admin/jobs?tenant=" + tenant).<List<String>>path("items.id"))
        .containsExactly(id);
    admin.get("/admin/jobs?tenant=x").then().statusCode(422);
    admin.post("/jobs/" + id + "/cancel").then().statusCode(200);
    assertThat(caller.get("/jobs/" + id + "/history").<String>path("items[0].actor"))
        .startsWith("admin:");
  }

  @Test
  void oneKeyCreatesOneJobHoweverOftenItIsSent() throws Exception {
    Callable<Response> request =
        () ->
            caller
                .call()
                .header("Idempotency-Key", "\"k-1\"")
                .body("{\"type\":\"noop\",\"delay\":\"PT1H\"}")
                .post("/api/v1/jobs");
    List<Response> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var future : threads.invokeAll(IntStream.range(0, 20).mapToObj(i -> request).toList())) {
        answers.add(future.get());
      }
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
    assertThat(answers.stream().map(Response::asString).collect(Collectors.toSet())).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.header("Idempotent-Replayed") == null))
        .hasSize(1);
    assertThat(caller.get("/jobs").<List<?>>path("items")).hasSize(1);
    caller
        .call()
        .header("Idempotency-Key", "k-1")
        .body("{\"type\":\"noop\"}")
        .post("/api/v1/jobs")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    JobCalls.ofNewUser()
        .call()
        .header("Idempotency-Key", "k-1")
        .body("{\"type\":\"noop\"}")
        .post("/api/v1/jobs")
        .then()
        .statusCode(201);
  }

  @Test
  void anInvalidItemDoesNotSinkItsBatch() {
    String batch =
        """
        {"jobs":[{"type":"noop"},{"type":"noop","priority":5000},{"type":"simulate"}]}
        """;
    caller
        .call()
        .body(batch)
        .post("/api/v1/jobs/batch")
        .then()
        .statusCode(201)
        .body("created", equalTo(2))
        .body("failed", equalTo(1))
        .body("items[1].problem.errors[0].pointer", equalTo("#/priority"));
    assertThat(ids("limit=50")).hasSize(2);
  }

  @Test
  void anItemThatCannotBeReadDoesNotSinkItsBatch() {
    String deep = "[".repeat(65) + "]".repeat(65);
    String batch =
        """
        {"jobs":[{"type":"noop"},{"type":"noop","maxAttempts":"5"},{"type":"noop","typ":1},5,null,
         {"type":"noop","data":"\\u0000"},{"type":"noop","data":%s},{"type":"noop","data":"%s"},
         {"type":"simulate"}]}
        """
            .formatted(deep, "x".repeat(1 << 20));
    caller
        .call()
        .body(batch)
        .post("/api/v1/jobs/batch")
        .then()
        .statusCode(201)
        .body("created", equalTo(2))
        .body("failed", equalTo(7))
        .body("items[1].problem.errors[0].pointer", equalTo("#/maxAttempts"))
        .body("items[1].problem.errors[0].detail", equalTo("must be an integer"))
        .body("items[2].problem.errors[0].pointer", equalTo("#/typ"))
        .body("items[3].problem.errors[0].detail", equalTo("must be an object"))
        .body("items[4].problem.errors[0].detail", equalTo("must be an object"))
        .body("items[5].problem.errors[0].pointer", equalTo("#/data"))
        .body("items[6].problem.status", equalTo(400))
        .body("items[7].problem.status", equalTo(413));
    assertThat(ids("limit=50")).hasSize(2);
  }

  @Test
  void anEnvelopeThatIsNoJsonSinksTheBatch() {
    for (String batch : List.of("{\"jobs\":[{\"type\":\"noop\"},]}", "[]", "{\"jobs\":[{]}")) {
      caller.call().body(batch).post("/api/v1/jobs/batch").then().statusCode(400);
    }
    assertThat(ids("limit=50")).isEmpty();
  }

  @Test
  void anItemThatCannotBeReadSinksAnAtomicBatch() {
    caller
        .call()
        .body(
            "{\"atomic\":true,\"jobs\":[{\"type\":\"noop\"},{\"type\":\"noop\",\"data\":"
                + "[".repeat(65)
                + "]".repeat(65)
                + "}]}")
        .post("/api/v1/jobs/batch")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("#/jobs/1"));
    assertThat(ids("limit=50")).isEmpty();
  }

  @Test
  void dataHasItsLimitsToItself() {
    String deep = "[".repeat(64) + "]".repeat(64);
    String large = "\"" + "x".repeat((1 << 20) - 2) + "\"";
    for (String data : List.of(deep, large)) {
      String job = "{\"type\":\"noop\",\"data\":" + data + "}";
      caller.submit(job).then().statusCode(201);
      caller
          .call()
          .body("{\"jobs\":[" + job + "]}")
          .post("/api/v1/jobs/batch")
          .then()
          .statusCode(201)
          .body("created", equalTo(1));
    }
  }

  @Test
  void aCorrectedPayloadHasToFitLikeTheFirst() {
    String id = caller.submitted("{\"type\":\"report.render\",\"data\":{\"pages\":1}}");
    caller.post("/jobs/" + id + "/cancel").then().statusCode(200);

    retry(id, "{\"data\":{\"pages\":0}}")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("#/data/pages"));
    caller.get("/jobs/" + id).then().body("state", equalTo("cancelled"));
    retry(id, "{\"data\":{\"pages\":2}}")
        .then()
        .statusCode(200)
        .body("state", equalTo("pending"))
        .body("data.pages", equalTo(2));
  }

  private Response retry(String id, String body) {
    return caller.call().body(body).post("/api/v1/jobs/" + id + "/retry");
  }

  @Test
  void anAtomicBatchIsAllOrNothing() {
    caller
        .call()
        .body(
            "{\"atomic\":true,\"jobs\":[{\"type\":\"noop\"},{\"type\":\"noop\",\"priority\":5000}]}")
        .post("/api/v1/jobs/batch")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("#/jobs/1/priority"));
    assertThat(ids("limit=50")).isEmpty();
  }

  @Test
  void waitingForTheEndAnswersAfterItsTime() {
    String id = caller.submitted("{\"type\":\"noop\"}");
    caller
        .call()
        .header("Prefer", "wait=1")
        .get("/api/v1/jobs/" + id)
        .then()
        .statusCode(200)
        .header("Preference-Applied", "wait=1")
        .body("state", equalTo("pending"));
  }

  @Test
  void waitingForTheEndAnswersAtTheEnd() throws Exception {
    String id = caller.submitted("{\"type\":\"noop\"}");
    var waiting =
        CompletableFuture.supplyAsync(
            () -> caller.call().header("Prefer", "wait=30").get("/api/v1/jobs/" + id));
    caller.post("/jobs/" + id + "/cancel").then().statusCode(200);

    waiting.get(20, TimeUnit.SECONDS).then().statusCode(200).body("state", equalTo("cancelled"));
  }

  @Test
  void longLogsComeInPagesAndByLeastLevel() {
    String id = caller.submitted("{\"type\":\"noop\"}");
    log(id, 2100);

    assertThat(pages(id, "")).containsExactly(1000, 1000, 100);
    assertThat(pages(id, "&level=info")).containsExactly(1000, 50);
    assertThat(caller.get("/jobs/" + id + "/logs?level=error").<List<?>>path("items")).isEmpty();
  }

  // Every other line is a warning, the others are for debugging.
  private void log(String id, int lines) {
    database
        .engine()
        .run(
            """
            insert into job_log (job_id, tenant_id, attempt, at, level, message)
            select id, tenant_id, 1, now(), case n % 2 when 0 then 'warn' else 'debug' end, 'line'
            from job cross join generate_series(1, $2::int) n
            where id = $1
            """,
            Tuple.of(UUID.fromString(id), lines))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private List<Integer> pages(String id, String filter) {
    List<Integer> sizes = new ArrayList<>();
    String after = "0";
    while (after != null) {
      Response page = caller.get("/jobs/" + id + "/logs?after=" + after + filter);
      sizes.add(page.<List<?>>path("items").size());
      after = page.path("nextCursor");
    }
    return sizes;
  }

  private List<String> ids(String query) {
    return caller.call().urlEncodingEnabled(false).get("/api/v1/jobs?" + query).path("items.id");
  }
}
