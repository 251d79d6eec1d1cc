package dev.errand.api.web;

import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls without parameters or a body, of which a typo must not be ignored either. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SparseCallsTest {
  private static final String HELD = "{\"type\":\"noop\",\"queue\":\"q\",\"hold\":true}";
  private static final String DAILY =
      "{\"name\":\"n\",\"every\":\"P1D\",\"job\":{\"type\":\"noop\"}}";

  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void anUnknownParameterIsNamedByEveryGet() {
    String job = "/jobs/" + caller.submitted(HELD);
    String schedule = "/schedules/" + created(DAILY);
    for (String path :
        List.of(
            "/operations",
            "/stats",
            "/auth/me",
            "/jobs",
            job,
            job + "/attempts",
            job + "/history",
            job + "/logs",
            job + "/explain",
            "/jobs/counts",
            "/queues",
            "/queues/q",
            "/schedules",
            schedule,
            schedule + "/fires")) {
      caller.get(path).then().statusCode(200);
      caller
          .get(path + "?limti=1")
          .then()
          .statusCode(422)
          .body("errors[0].pointer", equalTo("#/limti"));
    }
    caller.get("/operations?limit=1").then().statusCode(200);
    new JobCalls("x").get("/stats?limti=1").then().statusCode(401);
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");
    admin.get("/admin/stats?tenat=x").then().statusCode(422);
    admin.get("/admin/stats").then().statusCode(200);
  }

  @Test
  void aCallThatTakesNoFieldsNamesThoseThatItGets() {
    caller.call().body("{\"manual\":true}").put("/api/v1/queues/q").then().statusCode(200);
    String job = "/jobs/" + caller.submitted(HELD);
    String schedule = "/schedules/" + created(DAILY);
    for (String path :
        List.of(
            job + "/run",
            job + "/cancel",
            "/queues/q/pause",
            "/queues/q/resume",
            "/queues/q/run-next",
            "/queues/q/purge",
            schedule + "/pause",
            schedule + "/resume",
            schedule + "/run")) {
      post(path, "{\"reasn\":1}", 422);
      post(path, "{", 400);
      post(path, "[]", 400);
    }
    caller
        .call()
        .body("{\"reasn\":1}")
        .post("/api/v1" + job + "/run")
        .then()
        .body("errors[0].pointer", equalTo("#/reasn"));
    caller.get(job).then().body("state", equalTo("held"));
    post(job + "/run", "{}", 200);
    post("/queues/q/pause", "{}", 200);
    post("/queues/q/resume", "", 200);
    post(schedule + "/run", "{}", 201);
    post(job + "/cancel", "", 200);
  }

  @Test
  void answersThatCreateOrChangeSomethingWithVersionsNameThem() {
    caller.submit(HELD).then().statusCode(201).header("ETag", "\"1\"");
    caller
        .call()
        .body(DAILY)
        .post("/api/v1/schedules")
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"");
    caller
        .call()
        .body("{\"concurrency\":1}")
        .put("/api/v1/queues/q")
        .then()
        .header("ETag", "\"1\"");
    String version = caller.get("/queues/q").header("ETag");
    caller.post("/queues/q/resume").then().statusCode(200).header("ETag", equalTo(version));
    caller.post("/queues/q/pause").then().statusCode(200).header("ETag", equalTo(version));
  }

  private void post(String path, String body, int status) {
    caller.call().body(body).post("/api/v1" + path).then().statusCode(status);
  }

  private String created(String schedule) {
    return caller
        .call()
        .body(schedule)
        .post("/api/v1/schedules")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
