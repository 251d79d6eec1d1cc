package dev.errand.api.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.errand.api.PostgresResource;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobEditTest {
  private static final String LATER = "2099-01-01T00:00:00.000Z";

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
  void whatIsGivenChangesAndTheRestStays() {
    String id =
        caller.submitted(
            """
            {"type":"report.render","data":{"pages":1},"name":"n","tags":["a"],
             "metadata":{"k":1}}
            """);

    Response edited =
        edit(
            id,
            """
            {"data":{ "pages" : 2 },"priority":"high","description":"d","tags":["b","c","b"],
             "deadlineAt":"%s"}
            """
                .formatted(LATER));

    edited
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("version", equalTo(2))
        .body("state", equalTo("pending"))
        .body("name", equalTo("n"))
        .body("description", equalTo("d"))
        .body("priority", equalTo(10))
        .body("tags", equalTo(List.of("b", "c")))
        .body("metadata.k", equalTo(1))
        .body("deadlineAt", equalTo(LATER));
    assertThat(edited.asString()).contains("{ \"pages\" : 2 }");
    assertThat(caller.get("/jobs/" + id).asString()).isEqualTo(edited.asString());
    caller
        .get("/jobs/" + id + "/history")
        .then()
        .body("items[0].change", equalTo("edited"))
        .body("items[0].actor", startsWith("user:"))
        .body("items[0].reason", equalTo("description, priority, data, tags, deadlineAt"));
  }

  @Test
  void nullClears() {
    String id =
        caller.submitted(
            """
            {"type":"noop","data":1,"name":"n","description":"d","tags":["a"],
             "metadata":{"k":1},"runAt":"%s","deadlineAt":"%s"}
            """
                .formatted(LATER, LATER));

    edit(
            id,
            """
            {"data":null,"name":null,"description":null,"tags":null,"metadata":null,"runAt":null,
             "deadlineAt":null}
            """)
        .then()
        .statusCode(200)
        .body("data", nullValue())
        .body("name", nullValue())
        .body("description", nullValue())
        .body("tags", empty())
        .body("metadata", nullValue())
        .body("runAt", nullValue())
        .body("deadlineAt", nullValue())
        .body("state", equalTo("pending"));
  }

  @Test
  void anotherTimeMovesTheJob() {
    String id = caller.submitted("{\"type\":\"noop\"}");

    edit(id, "{\"runAt\":\"" + LATER + "\"}").then().body("state", equalTo("scheduled"));
    edit(id, "{\"runAt\":\"2020-01-01T00:00:00Z\"}").then().body("state", equalTo("pending"));
    String held = caller.submitted("{\"type\":\"noop\",\"hold\":true}");
    edit(held, "{\"runAt\":\"" + LATER + "\"}").then().body("state", equalTo("held"));
  }

  @Test
  void whatChangesNothingIsNoNewVersion() {
    String id = caller.submitted("{\"type\":\"noop\",\"name\":\"n\"}");

    for (String body : List.of("{}", "{\"name\":\"n\"}")) {
      edit(id, body).then().statusCode(200).body("version", equalTo(1));
    }
    caller.get("/jobs/" + id + "/history").then().body("items.size()", equalTo(1));
  }

  @Test
  void aStaleVersionIsRefusedAndWithoutOneTheLastWriteWins() {
    String id = caller.submitted("{\"type\":\"noop\"}");
    String version = caller.get("/jobs/" + id).header("ETag");

    match(version, id, "{\"name\":\"first\"}").then().statusCode(200);
    match(version, id, "{\"name\":\"second\"}")
        .then()
        .statusCode(412)
        .body("code", equalTo("stale_version"));
    match("W/\"2\"", id, "{\"name\":\"second\"}").then().statusCode(412);
    match("\"7\", \"2\"", id, "{\"name\":\"third\"}").then().statusCode(200);
    match("*", id, "{\"name\":\"fourth\"}").then().statusCode(200);
    edit(id, "{\"name\":\"last\"}").then().statusCode(200).body("version", equalTo(5));
  }

  @Test
  void ofManyAtOnceEachGetsItsTurn() throws Exception {
    String id = caller.submitted("{\"type\":\"noop\",\"hold\":true}");

    List<Future<Integer>> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(
              IntStream.range(0, 20)
                  .<Callable<Integer>>mapToObj(
                      i -> () -> edit(id, "{\"name\":\"n" + i + "\"}").statusCode())
                  .toList());
    }

    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(200);
    }
    caller.get("/jobs/" + id).then().body("version", equalTo(21));
  }

  @Test
  void aRunningOrFinalJobCannotBeEdited() {
    String id = caller.submitted("{\"type\":\"noop\"}");
    Lease lease = work.begin(id);
    edit(id, "{\"name\":\"n\"}")
        .then()
        .statusCode(409)
        .body("code", equalTo("state_conflict"))
        .body("detail", equalTo("the job is running and cannot be edited"));
    work.end(lease, new AttemptOutcome.Completed(null));
    edit(id, "{\"name\":\"n\"}").then().statusCode(409);
  }

  @Test
  void editedDataHasToFitLikeTheFirst() {
    String id = caller.submitted("{\"type\":\"report.render\",\"data\":{\"pages\":1}}");

    for (String data : List.of("{\"pages\":0}", "null")) {
      edit(id, "{\"data\":" + data + "}").then().statusCode(422);
    }
    caller.get("/jobs/" + id).then().body("version", equalTo(1));
  }

  @Test
  void adminsEditAnyonesJobAndOthersDoNot() {
    String id = caller.submitted("{\"type\":\"noop\"}");
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");

    admin
        .call()
        .body("{\"name\":\"by the operator\"}")
        .patch("/api/v1/jobs/" + id)
        .then()
        .statusCode(200);
    caller.get("/jobs/" + id + "/history").then().body("items[0].actor", startsWith("admin:"));
    JobCalls stranger = JobCalls.ofNewUser();
    for (String unknown : List.of(id, "x", UUID.randomUUID().toString())) {
      stranger
          .call()
          .body("{\"name\":\"n\"}")
          .patch("/api/v1/jobs/" + unknown)
          .then()
          .statusCode(404);
    }
  }

  @Test
  void theDescriptionOfTheApiHasIt() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths.'/api/v1/jobs/{id}'.patch.responses.'412'", notNullValue())
        .body("paths.'/api/v1/jobs/{id}'.delete.responses.'204'", notNullValue())
        .body("paths.'/api/v1/jobs/{id}'.get", notNullValue())
        .body("components.schemas.EditRequest.properties.runAt", notNullValue());
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("truncated", "{\"name\":\"n\"", 400, null),
        Arguments.of("array", "[]", 400, null),
        Arguments.of("null", "null", 400, null),
        Arguments.of("empty", "", 400, null),
        Arguments.of("duplicate", "{\"name\":\"n\",\"name\":\"n\"}", 400, null),
        Arguments.of("unknown field", "{\"queue\":\"q\"}", 422, "#/queue"),
        Arguments.of("its state", "{\"state\":\"completed\"}", 422, "#/state"),
        Arguments.of("its key", "{\"uniqueKey\":\"k\"}", 422, "#/uniqueKey"),
        Arguments.of("number for name", "{\"name\":5}", 422, "#/name"),
        Arguments.of("blank name", "{\"name\":\" \"}", 422, "#/name"),
        Arguments.of("NUL in name", "{\"name\":\"a\\u0000\"}", 422, "#/name"),
        Arguments.of("object for description", "{\"description\":{}}", 422, "#/description"),
        Arguments.of("priority 1001", "{\"priority\":1001}", 422, "#/priority"),
        Arguments.of("priority 1.5", "{\"priority\":1.5}", 422, "#/priority"),
        Arguments.of("priority null", "{\"priority\":null}", 422, "#/priority"),
        Arguments.of("runAt soon", "{\"runAt\":\"soon\"}", 422, "#/runAt"),
        Arguments.of("runAt 5", "{\"runAt\":5}", 422, "#/runAt"),
        Arguments.of(
            "deadline past", "{\"deadlineAt\":\"2020-01-01T00:00:00Z\"}", 422, "#/deadlineAt"),
        Arguments.of("tags string", "{\"tags\":\"a\"}", 422, "#/tags"),
        Arguments.of("tag null", "{\"tags\":[null]}", 422, "#/tags/0"),
        Arguments.of("tag number", "{\"tags\":[\"a\",1]}", 422, "#/tags/1"),
        Arguments.of("metadata array", "{\"metadata\":[1]}", 422, "#/metadata"),
        Arguments.of("NUL in data", "{\"data\":\"\\u0000\"}", 422, "#/data"),
        Arguments.of("deep data", "{\"data\":" + "[".repeat(65) + "]".repeat(65) + "}", 400, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void badEditsAreRefused(String name, String body, int status, String pointer) {
    String id = caller.submitted("{\"type\":\"noop\"}");

    Response answer =
        caller.call().body(body.getBytes(StandardCharsets.UTF_8)).patch("/api/v1/jobs/" + id);

    answer.then().statusCode(status).contentType("application/problem+json");
    if (pointer != null) {
      assertThat(answer.<List<String>>path("errors.pointer")).contains(pointer);
    }
    caller.get("/jobs/" + id).then().body("version", equalTo(1));
  }

  private Response edit(String id, String body) {
    return caller.call().body(body).patch("/api/v1/jobs/" + id);
  }

  private Response match(String version, String id, String body) {
    return caller.call().header("If-Match", version).body(body).patch("/api/v1/jobs/" + id);
  }
}
