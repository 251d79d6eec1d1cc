package dev.errand.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobKeysTest {
  @Inject Database database;

  private JobCalls caller;
  private Work work;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
    work = new Work(database);
  }

  @Test
  void keysComeBackAsTheyWereGiven() {
    caller
        .submit("{\"type\":\"noop\",\"concurrencyKey\":\"kunde 9/ä\",\"uniqueKey\":\"inv:4\"}")
        .then()
        .statusCode(201)
        .body("concurrencyKey", equalTo("kunde 9/ä"))
        .body("uniqueKey", equalTo("inv:4"));
  }

  @Test
  void aTakenKeyIsRefusedByDefaultAndNamesItsJob() {
    String holder = caller.submitted(keyed(null));

    for (String onConflict : new String[] {null, "reject"}) {
      caller
          .submit(keyed(onConflict))
          .then()
          .statusCode(409)
          .contentType("application/problem+json")
          .body("code", equalTo("unique_conflict"))
          .body("existing", equalTo(holder))
          .body("detail", containsString(holder));
    }
    assertThat(jobs()).hasSize(1);
    JobCalls.ofNewUser().submit(keyed(null)).then().statusCode(201).body("existing", nullValue());
  }

  @Test
  void aTakenKeyCanAnswerWithItsJob() {
    String holder = caller.submitted(keyed(null));

    caller
        .submit(keyed("return"))
        .then()
        .statusCode(200)
        .header("Location", endsWith("/api/v1/jobs/" + holder))
        .body("id", equalTo(holder));
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void aTakenKeyCanBeTakenOver() {
    String waiting = caller.submitted(keyed(null));
    String second = caller.submitted(keyed("replace"));
    caller.get("/jobs/" + waiting).then().body("state", equalTo("cancelled"));
    assertThat(caller.get("/jobs/" + waiting + "/history").<String>path("items[0].reason"))
        .isEqualTo("replaced by " + second);

    Lease running = work.begin(second);
    String third = caller.submitted(keyed("replace"));
    caller.get("/jobs/" + second).then().body("state", equalTo("running"));
    work.end(running, new AttemptOutcome.Completed(null));
    caller.submit(keyed("return")).then().statusCode(200).body("id", equalTo(third));
  }

  @Test
  void aKeyIsFreeAgainOnceItsJobIsFinal() {
    String first = caller.submitted(keyed(null));
    caller.post("/jobs/" + first + "/cancel").then().statusCode(200);

    assertThat(caller.submitted(keyed(null))).isNotEqualTo(first);
  }

  @Test
  void aRetryNeedsItsKeyBack() {
    String first = caller.submitted(keyed(null));
    work.end(work.begin(first), new AttemptOutcome.Failed(new AttemptError("broken", "it broke")));
    String second = caller.submitted(keyed(null));

    caller
        .post("/jobs/" + first + "/retry")
        .then()
        .statusCode(409)
        .body("code", equalTo("unique_conflict"))
        .body("existing", equalTo(second));
    caller.post("/jobs/" + second + "/cancel").then().statusCode(200);
    caller.post("/jobs/" + first + "/retry").then().statusCode(200);
  }

  @Test
  void ofFiftyAtOnceOneIsCreated() throws Exception {
    List<Response> answers = atOnce(50, () -> caller.submit(keyed("return")));

    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)).hasSize(49);
    assertThat(answers.stream().map(answer -> answer.<String>path("id")).distinct()).hasSize(1);
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void ofFiftyAtOnceTheOthersAreRefused() throws Exception {
    List<Response> answers = atOnce(50, () -> caller.submit(keyed("reject")));

    assertThat(answers.stream().map(Response::statusCode).sorted().distinct())
        .containsExactly(201, 409);
    assertThat(jobs()).hasSize(1);
  }

  private static List<Response> atOnce(int callers, Callable<Response> call) throws Exception {
    List<Response> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer :
          threads.invokeAll(IntStream.range(0, callers).mapToObj(i -> call).toList())) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  @Test
  void anIdempotencyKeyRepeatsWhatTheUniqueKeyDecided() {
    String holder = caller.submitted(keyed(null));

    for (boolean replayed : new boolean[] {false, true}) {
      Response answer =
          caller
              .call()
              .header("Idempotency-Key", "again")
              .body(keyed("return"))
              .post("/api/v1/jobs");
      answer.then().statusCode(200).body("id", equalTo(holder));
      assertThat(answer.header("Idempotent-Replayed")).isEqualTo(replayed ? "true" : null);
    }
    for (int i = 0; i < 2; i++) {
      caller
          .call()
          .header("Idempotency-Key", "refused")
          .body(keyed("reject"))
          .post("/api/v1/jobs")
          .then()
          .statusCode(409);
    }
    caller.post("/jobs/" + holder + "/cancel").then().statusCode(200);
    caller
        .call()
        .header("Idempotency-Key", "refused")
        .body(keyed("reject"))
        .post("/api/v1/jobs")
        .then()
        .statusCode(201);
  }

  @Test
  void aBatchDecidesInItsOrder() {
    String holder = caller.submitted(keyed(null));
    Response answer =
        batch(
            false,
            keyed("reject"),
            "{\"type\":\"noop\"}",
            keyed("return"),
            "{\"type\":\"noop\",\"priority\":5000}",
            keyed("replace"),
            keyed("replace"));

    answer
        .then()
        .statusCode(201)
        .body("created", equalTo(3))
        .body("failed", equalTo(2))
        .body("items[0].problem.code", equalTo("unique_conflict"))
        .body("items[0].problem.existing", equalTo(holder))
        .body("items[2].id", equalTo(holder))
        .body("items[2].returned", equalTo(true))
        .body("items[3].problem.errors[0].pointer", equalTo("#/priority"));
    caller.get("/jobs/" + holder).then().body("state", equalTo("cancelled"));
    caller.get("/jobs/" + answer.path("items[4].id")).then().body("state", equalTo("cancelled"));
    caller.get("/jobs/" + answer.path("items[5].id")).then().body("state", equalTo("pending"));
  }

  @Test
  void aTakenKeySinksAnAtomicBatch() {
    String holder = caller.submitted(keyed(null));

    batch(true, "{\"type\":\"noop\"}", keyed("reject"))
        .then()
        .statusCode(409)
        .body("code", equalTo("unique_conflict"))
        .body("errors[0].pointer", equalTo("#/jobs/1/uniqueKey"))
        .body("errors[0].detail", containsString(holder));
    assertThat(jobs()).hasSize(1);
  }

  private Response batch(boolean atomic, String... jobs) {
    return caller
        .call()
        .body("{\"atomic\":%s,\"jobs\":[%s]}".formatted(atomic, String.join(",", jobs)))
        .post("/api/v1/jobs/batch");
  }

  private static String keyed(String onConflict) {
    return onConflict == null
        ? "{\"type\":\"noop\",\"uniqueKey\":\"k\"}"
        : "{\"type\":\"noop\",\"uniqueKey\":\"k\",\"onConflict\":\"%s\"}".formatted(onConflict);
  }

  private List<?> jobs() {
    return caller.get("/jobs").path("items");
  }
}
