package dev.errand.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row is refused with a problem document that names the fault, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobsBadInputTest {
  @Inject Database database;

  // One user for all: whoever never submits anything that is taken has no jobs.
  private static JobCalls caller;

  @BeforeEach
  void signIn() {
    if (caller == null) {
      JobCalls.registerTypes(database);
      caller = JobCalls.ofNewUser();
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        row("truncated", "{\"type\":\"noop\"", 400, null),
        row("array for object", "[]", 400, null),
        row("null", "null", 400, null),
        row("empty", "", 400, null),
        row("trailing garbage", "{\"type\":\"noop\"} x", 400, null),
        row("byte order mark", "\uFEFF{\"type\":\"noop\"}", 400, null),
        row("duplicate key", "{\"type\":\"noop\",\"type\":\"noop\"}", 400, null),
        row("duplicate key in data", data("{\"a\":1,\"a\":2}"), 400, null),
        row("depth 65", data("[".repeat(65) + "]".repeat(65)), 400, null),
        row("depth 100 000", data("[".repeat(100_000) + "]".repeat(100_000)), 400, null),
        row("number of 100 000 digits", data("9".repeat(100_000)), 400, null),
        row("1e400000", data("1e400000"), 422, "#/data"),
        row("unknown field", "{\"type\":\"noop\",\"tenantId\":\"x\"}", 422, "#/tenantId"),
        row("its own id", "{\"type\":\"noop\",\"id\":\"x\"}", 422, "#/id"),
        row("its own state", "{\"type\":\"noop\",\"state\":\"completed\"}", 422, "#/state"),
        row("no type", "{}", 422, "#/type"),
        row("malformed type", "{\"type\":\"No Op\"}", 422, "#/type"),
        row("unknown type", "{\"type\":\"nop\"}", 422, "#/type"),
        row("number for type", "{\"type\":5}", 422, "#/type"),
        row("priority 1001", with("priority", "1001"), 422, "#/priority"),
        row("priority 1.5", with("priority", "1.5"), 422, "#/priority"),
        row("priority of twenty digits", with("priority", "9".repeat(20)), 422, "#/priority"),
        row("priority \"5\"", with("priority", "\"5\""), 422, "#/priority"),
        row("priority true", with("priority", "true"), 422, "#/priority"),
        row("maxAttempts 0", with("maxAttempts", "0"), 422, "#/maxAttempts"),
        row("maxAttempts \"5\"", with("maxAttempts", "\"5\""), 422, "#/maxAttempts"),
        row("maxAttempts 1.5", with("maxAttempts", "1.5"), 422, "#/maxAttempts"),
        row(
            "deadline in the past",
            with("deadlineAt", "\"2020-01-01T00:00:00Z\""),
            422,
            "#/deadlineAt"),
        row("deadline that is none", with("deadlineAt", "\"soon\""), 422, "#/deadlineAt"),
        row("runAt of the year 99999", with("runAt", "\"+99999-01-01T00:00:00Z\""), 422, "#/runAt"),
        row("negative delay", with("delay", "\"PT-5S\""), 422, "#/delay"),
        row("timeout that is none", with("timeout", "\"5s\""), 422, "#/timeout"),
        row("hold \"yes\"", with("hold", "\"yes\""), 422, "#/hold"),
        row("empty unique key", with("uniqueKey", "\"\""), 422, "#/uniqueKey"),
        row("long unique key", with("uniqueKey", quoted("k", 256)), 422, "#/uniqueKey"),
        row("line feed in a key", with("uniqueKey", "\"a\\nb\""), 422, "#/uniqueKey"),
        row("NUL in a key", with("concurrencyKey", "\"a\\u0000\""), 422, "#/concurrencyKey"),
        row(
            "long concurrency key",
            with("concurrencyKey", quoted("k", 256)),
            422,
            "#/concurrencyKey"),
        row("number for a key", with("concurrencyKey", "5"), 422, "#/concurrencyKey"),
        row("onConflict without a key", with("onConflict", "\"return\""), 422, "#/onConflict"),
        row(
            "unknown onConflict",
            with("uniqueKey", "\"k\",\"onConflict\":\"ignore\""),
            422,
            "#/onConflict"),
        row(
            "metadata over 16 KiB",
            with("metadata", "{\"a\":" + quoted("x", 16 << 10) + "}"),
            422,
            "#/metadata"),
        row("long tag", with("tags", "[" + quoted("t", 65) + "]"), 422, "#/tags/0"),
        row(
            "runAt with delay",
            with("runAt", "\"2099-01-01T00:00:00Z\",\"delay\":\"PT1S\""),
            422,
            "#/delay"),
        row("hold with delay", with("hold", "true,\"delay\":\"PT1S\""), 422, "#/hold"),
        row("seventeen tags", with("tags", tags(17)), 422, "#/tags"),
        row("an empty tag", with("tags", "[\"\"]"), 422, "#/tags/0"),
        row("metadata no object", with("metadata", "[1]"), 422, "#/metadata"),
        row("malformed queue", with("queue", "\"A B\""), 422, "#/queue"),
        row("backoff that shrinks", with("backoff", "{\"factor\":0.5}"), 422, "#/backoff/factor"),
        row("NUL in a name", with("name", "\"a\\u0000\""), 422, "#/name"),
        row("half a pair in data", data("{\"a\":\"\\ud800\"}"), 422, "#/data"),
        row("NUL in a key of data", data("{\"a\\u0000\":1}"), 422, "#/data"),
        row("data against its schema", render("{\"pages\":0}"), 422, "#/data/pages"),
        row("data of another type", render("{\"pages\":\"1\"}"), 422, "#/data/pages"),
        row("data without a field", render("{}"), 422, "#/data/pages"),
        row("data with a typo", render("{\"pages\":1,\"titel\":\"x\"}"), 422, "#/data/titel"));
  }

  private static Arguments row(String name, String body, int status, String pointer) {
    return Arguments.of(name, body, status, pointer);
  }

  private static String with(String field, String value) {
    return "{\"type\":\"noop\",\"" + field + "\":" + value + "}";
  }

  private static String quoted(String character, int count) {
    return "\"" + character.repeat(count) + "\"";
  }

  private static String data(String data) {
    return with("data", data);
  }

  private static String render(String data) {
    return "{\"type\":\"report.render\",\"data\":" + data + "}";
  }

  private static String tags(int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> "\"t" + i + "\"")
        .toList()
        .toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void badJobsAreRefused(String name, String body, int status, String pointer) {
    Response answer =
        caller.call().body(body.getBytes(StandardCharsets.UTF_8)).post("/api/v1/jobs");

    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("code", notNullValue());
    if (pointer != null) {
      assertThat(answer.<List<String>>path("errors.pointer")).contains(pointer);
    }
    assertThat(caller.get("/jobs").<List<?>>path("items")).isEmpty();
  }

  @Test
  void unknownTypesNameTheNearOnes() {
    assertThat(caller.submit("{\"type\":\"simulat\"}").<String>path("errors[0].detail"))
        .contains("did you mean simulate?");
  }

  @Test
  void otherBodiesThanPlainJsonAreRefused() {
    caller
        .call()
        .contentType("text/plain")
        .body("{\"type\":\"noop\"}")
        .post("/api/v1/jobs")
        .then()
        .statusCode(415);
    caller
        .call()
        .header("Content-Encoding", "gzip")
        .body("{\"type\":\"noop\"}")
        .post("/api/v1/jobs")
        .then()
        .statusCode(415);
    caller
        .call()
        .body("{\"type\":\"noop\"}".getBytes(StandardCharsets.UTF_16BE))
        .post("/api/v1/jobs")
        .then()
        .statusCode(400);
    caller.submit(data("\"" + "x".repeat(1 << 20) + "\"")).then().statusCode(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":\"b\\u0000c\"}", "[\"\\udc00\"]", "{\"a\":1e400000}"})
  void dataThatCannotBeKeptIsToldWhy(String data) {
    assertThat(
            caller
                .submit(data(data))
                .then()
                .statusCode(422)
                .extract()
                .<String>path("errors[0].detail"))
        .containsAnyOf("must not contain NUL or half a surrogate pair", "out of range");
  }

  @Test
  void dataOverItsLimitIsRefusedByItself() {
    caller.submit(data("\"" + "x".repeat((1 << 20) - 1) + "\"")).then().statusCode(413);
    caller.submit(data("\"" + "ä".repeat(1 << 19) + "\"")).then().statusCode(413);
    caller.submit(data("\"" + "x".repeat(2 << 20) + "\"")).then().statusCode(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=1000000000",
        "limit=abc",
        "state=done",
        "sort=id",
        "type=A",
        "queue=A%20B",
        "createdFrom=yesterday",
        "stat=failed",
        "page=2"
      })
  void badQueriesAreRefused(String query) {
    caller.get("/jobs?" + query).then().statusCode(422);
  }

  @Test
  void aCursorIsBoundToItsFilterAndCannotBeTamperedWith() {
    JobCalls owner = JobCalls.ofNewUser();
    owner.submitted("{\"type\":\"noop\"}");
    owner.submitted("{\"type\":\"noop\"}");
    String cursor = owner.get("/jobs?limit=1").path("nextCursor");

    owner.get("/jobs?limit=1&cursor=" + cursor).then().statusCode(200);
    owner.get("/jobs?state=pending&cursor=" + cursor).then().statusCode(400);
    owner.get("/jobs?cursor=" + cursor.substring(1)).then().statusCode(400);
    owner.get("/jobs?cursor=x").then().statusCode(400);
    JobCalls.ofNewUser().get("/jobs?cursor=" + cursor).then().statusCode(400);
  }

  @Test
  void whatIsNoJobOfOursIsNotFound() {
    String foreign = JobCalls.ofNewUser().submitted("{\"type\":\"noop\"}");
    for (String id : List.of("x", "1", UUID.randomUUID().toString(), foreign)) {
      for (String path : List.of("", "/attempts", "/history", "/logs")) {
        caller.get("/jobs/" + id + path).then().statusCode(404).body("code", equalTo("not_found"));
      }
      for (String verb : List.of("/cancel", "/run", "/retry")) {
        caller.post("/jobs/" + id + verb).then().statusCode(404);
      }
    }
  }

  @Test
  void nobodyMayDoAnything() {
    var nobody = new JobCalls("x");
    nobody.get("/jobs").then().statusCode(401);
    nobody.submit("{\"type\":\"noop\"}").then().statusCode(401);
    caller.get("/admin/jobs").then().statusCode(403);
  }

  @Test
  void statesThatDoNotAllowItConflict() {
    JobCalls owner = JobCalls.ofNewUser();
    String id = owner.submitted("{\"type\":\"noop\"}");

    owner
        .post("/jobs/" + id + "/run")
        .then()
        .statusCode(409)
        .body("code", equalTo("state_conflict"));
    owner.post("/jobs/" + id + "/retry").then().statusCode(409);
    owner.post("/jobs/" + id + "/cancel").then().statusCode(200);
    owner.post("/jobs/" + id + "/cancel").then().statusCode(200);
    owner.post("/jobs/" + id + "/run").then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=abc", "after=-1", "level=loud"})
  void badLogQueriesAreRefused(String query) {
    String id = JobCalls.ofNewUser().submitted("{\"type\":\"noop\"}");

    assertThat(
            caller
                .get("/jobs/" + id + "/logs?" + query)
                .then()
                .statusCode(422)
                .extract()
                .<String>path("errors[0].pointer"))
        .isEqualTo("#/" + query.substring(0, query.indexOf('=')));
  }

  @Test
  void badIdempotencyKeysAreRefused() {
    for (String key : List.of("", "\"\"", "x".repeat(256))) {
      caller
          .call()
          .header("Idempotency-Key", key)
          .body("{\"type\":\"noop\"}")
          .post("/api/v1/jobs")
          .then()
          .statusCode(422);
    }
  }
}
