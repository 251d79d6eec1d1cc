package dev.errand.api.schedules;

import static dev.errand.api.schedules.SchedulesTest.NIGHTLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls with an {@code Idempotency-Key}. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ScheduleKeysTest {
  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void aRepeatedRequestCreatesOneSchedule() {
    String key = UUID.randomUUID().toString();
    Response first = createWith(key, NIGHTLY);
    Response again = createWith(key, NIGHTLY);

    first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
    again
        .then()
        .statusCode(201)
        .header("Idempotent-Replayed", "true")
        .body("id", equalTo(first.path("id")));
    createWith(key, NIGHTLY.replace("nightly", "x"))
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
  }

  @Test
  void theAnswerIsTheFirstOneAlsoAfterAnEditAndADeletion() {
    String key = UUID.randomUUID().toString();
    Response first = createWith(key, NIGHTLY);
    String id = first.path("id");

    caller
        .call()
        .body("{\"name\":\"other\"}")
        .patch("/api/v1/schedules/" + id)
        .then()
        .statusCode(200);
    requireReplay(first, createWith(key, NIGHTLY));
    caller.call().delete("/api/v1/schedules/" + id).then().statusCode(204);
    requireReplay(first, createWith(key, NIGHTLY));
    caller.get("/schedules").then().body("items", hasSize(0));
  }

  @Test
  void ofRequestsAtOnceOneCreatesAndAllHearTheSame() throws Exception {
    String key = UUID.randomUUID().toString();

    List<Response> answers = atOnce(() -> createWith(key, NIGHTLY));

    requireOneOf(answers);
    caller.get("/schedules").then().body("items", hasSize(1));
  }

  @Test
  void aRefusedCreationMayBeTriedAgainWithItsKey() {
    String key = UUID.randomUUID().toString();
    Response other = createWith(UUID.randomUUID().toString(), NIGHTLY);
    createWith(key, NIGHTLY).then().statusCode(409).body("code", equalTo("name_taken"));

    caller.call().delete("/api/v1/schedules/" + other.path("id")).then().statusCode(204);

    createWith(key, NIGHTLY).then().statusCode(201).header("Idempotent-Replayed", nullValue());
  }

  @Test
  void aRepeatedRunMakesOneJob() {
    String id = createWith(UUID.randomUUID().toString(), NIGHTLY).path("id");
    String key = UUID.randomUUID().toString();

    Response first = runWith(key, id);
    first.then().statusCode(201).header("ETag", "\"1\"").header("Idempotent-Replayed", nullValue());
    requireReplay(first, runWith(key, id));
    caller.get("/schedules/" + id + "/fires").then().body("items", hasSize(1));

    caller.call().delete("/api/v1/schedules/" + id).then().statusCode(204);
    requireReplay(first, runWith(key, id));
    runWith("another", id).then().statusCode(404);
  }

  @Test
  void ofRunsAtOnceWithOneKeyOneMakesAJob() throws Exception {
    String id = createWith(UUID.randomUUID().toString(), NIGHTLY).path("id");
    String key = UUID.randomUUID().toString();

    List<Response> answers = atOnce(() -> runWith(key, id));

    requireOneOf(answers);
    caller.get("/jobs").then().body("items", hasSize(1));
  }

  @Test
  void oneKeyForTwoSchedulesIsTwoRequests() {
    String one = createWith(UUID.randomUUID().toString(), NIGHTLY).path("id");
    String other =
        createWith(UUID.randomUUID().toString(), NIGHTLY.replace("nightly", "x")).path("id");

    runWith("key", one).then().statusCode(201);
    runWith("key", other)
        .then()
        .statusCode(201)
        .header("Idempotent-Replayed", nullValue())
        .body("scheduleId", equalTo(other));
  }

  private static void requireReplay(Response first, Response again) {
    assertThat(again.statusCode()).isEqualTo(first.statusCode());
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotNull();
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  // Whoever waits too long for the first is told to come back.
  private static void requireOneOf(List<Response> answers) {
    assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 409);
    List<Response> created = answers.stream().filter(one -> one.statusCode() == 201).toList();
    assertThat(created).extracting(Response::asString).containsOnly(created.getFirst().asString());
    assertThat(created.stream().filter(one -> one.header("Idempotent-Replayed") == null))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(answers.stream().filter(one -> one.statusCode() == 409))
        .allSatisfy(
            one -> assertThat(one.<String>path("code")).isEqualTo("idempotency_in_progress"));
  }

  private static List<Response> atOnce(Callable<Response> call) throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<Response>> calls =
          callers.invokeAll(Stream.generate(() -> call).limit(8).toList());
      return calls.stream().map(Future::resultNow).toList();
    }
  }

  private Response createWith(String key, String body) {
    return caller.call().header("Idempotency-Key", key).body(body).post("/api/v1/schedules");
  }

  private Response runWith(String key, String id) {
    return caller.call().header("Idempotency-Key", key).post("/api/v1/schedules/" + id + "/run");
  }
}
