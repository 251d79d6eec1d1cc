package dev.errand.api.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.accounts.People;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SchedulesTest {
  static final String NIGHTLY =
      """
      {"name":"nightly","cron":"0 3 * * *","timezone":"Europe/Berlin",
       "job":{ "type":"report.render", "data":{ "pages" : 3 },"queue":"q-1","priority":"high",
               "tags":["a"],"timeout":"PT1M"},
       "overlap":"skip","misfire":"all","catchUp":"PT2H","dstGap":"skip","dstOverlap":"both"}
      """;

  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void aCreatedScheduleIsWhatWasAskedFor() {
    Response created = create(NIGHTLY);

    String id = created.path("id");
    created.then().statusCode(201).header("Location", endsWith("/api/v1/schedules/" + id));
    for (Response schedule : List.of(created, caller.get("/schedules/" + id))) {
      assertThat(schedule.asString())
          .contains("{ \"type\":\"report.render\", \"data\":{ \"pages\" : 3 }");
      schedule
          .then()
          .header("ETag", equalTo("\"1\""))
          .body("name", equalTo("nightly"))
          .body("cron", equalTo("0 3 * * *"))
          .body("every", nullValue())
          .body("timezone", equalTo("Europe/Berlin"))
          .body("overlap", equalTo("skip"))
          .body("misfire", equalTo("all"))
          .body("catchUp", equalTo("PT2H"))
          .body("dstGap", equalTo("skip"))
          .body("dstOverlap", equalTo("both"))
          .body("paused", equalTo(false))
          .body("nextFireTimes", hasSize(5))
          .body("lastFire", nullValue());
    }
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    create("{\"name\":\"n\",\"every\":\"PT1H\",\"job\":{\"type\":\"noop\"}}")
        .then()
        .statusCode(201)
        .body("every", equalTo("PT1H"))
        .body("timezone", equalTo("UTC"))
        .body("overlap", equalTo("allow"))
        .body("misfire", equalTo("once"))
        .body("catchUp", equalTo("PT1H"))
        .body("dstGap", equalTo("run_after"))
        .body("dstOverlap", equalTo("first"));
  }

  @Test
  void anEditKeepsWhatItDoesNotName() {
    String id = created(NIGHTLY);

    patch(id, "{\"name\":\"daily\",\"job\":{\"type\":\"noop\"}}")
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("name", equalTo("daily"))
        .body("cron", equalTo("0 3 * * *"))
        .body("overlap", equalTo("skip"))
        .body("job.type", equalTo("noop"));
    patch(id, "{\"every\":\"PT30S\"}")
        .then()
        .body("cron", nullValue())
        .body("every", equalTo("PT30S"));
  }

  @Test
  void onlyANewTimingCountsFromNowOn() {
    String id = created(NIGHTLY);
    Instant since = since(id);

    patch(id, "{\"name\":\"other\",\"cron\":\"0 3 * * *\"}").then().statusCode(200);
    assertThat(since(id)).isEqualTo(since);
    patch(id, "{\"timezone\":\"UTC\"}").then().statusCode(200);
    assertThat(since(id)).isAfter(since);
  }

  @Test
  void aStaleEditIsRefused() {
    String id = created(NIGHTLY);
    patch(id, "{\"name\":\"second\"}").then().statusCode(200);

    caller
        .call()
        .header("If-Match", "\"1\"")
        .body("{\"name\":\"third\"}")
        .patch("/api/v1/schedules/" + id)
        .then()
        .statusCode(412)
        .body("code", equalTo("stale_version"));
    caller
        .call()
        .header("If-Match", "\"2\"")
        .body("{\"name\":\"third\"}")
        .patch("/api/v1/schedules/" + id)
        .then()
        .statusCode(200)
        .body("version", equalTo(3));
    caller
        .call()
        .header("If-Match", "\"2\"")
        .delete("/api/v1/schedules/" + id)
        .then()
        .statusCode(412);
  }

  @Test
  void aPausedScheduleHasNoNextFires() {
    String id = created(NIGHTLY);

    caller
        .post("/schedules/" + id + "/pause")
        .then()
        .statusCode(200)
        .body("paused", equalTo(true))
        .body("pausedAt", notNullValue())
        .body("nextFireTimes", empty());
    caller
        .post("/schedules/" + id + "/resume")
        .then()
        .statusCode(200)
        .body("paused", equalTo(false))
        .body("nextFireTimes", hasSize(5));
  }

  @Test
  void aRunByHandMakesAJobAndIsAmongTheFires() {
    String id = created(NIGHTLY);

    Response job = caller.post("/schedules/" + id + "/run");

    String jobId = job.path("id");
    job.then()
        .statusCode(201)
        .header("Location", endsWith("/api/v1/jobs/" + jobId))
        .body("scheduleId", equalTo(id))
        .body("state", equalTo("pending"))
        .body("queue", equalTo("q-1"))
        .body("priority", equalTo(10))
        .body("data.pages", equalTo(3));
    caller.get("/jobs/" + jobId).then().statusCode(200).body("createdBy", containsString("user:"));
    caller.get("/schedules/" + id).then().body("lastFire.jobId", equalTo(jobId));
    caller
        .get("/schedules/" + id + "/fires")
        .then()
        .statusCode(200)
        .body("items.jobId", contains(jobId))
        .body("items[0].skipped", nullValue())
        .body("nextCursor", nullValue());
  }

  @Test
  void firesComeInPages() {
    String id = created(NIGHTLY);
    for (int i = 0; i < 3; i++) {
      caller.post("/schedules/" + id + "/run").then().statusCode(201);
    }

    Response first = caller.get("/schedules/" + id + "/fires?limit=2");
    Response second =
        caller.get("/schedules/" + id + "/fires?limit=2&cursor=" + first.path("nextCursor"));

    first.then().body("items", hasSize(2));
    second.then().body("items", hasSize(1)).body("nextCursor", nullValue());
    caller.get("/schedules?cursor=" + first.path("nextCursor")).then().statusCode(400);
  }

  @Test
  void theListIsNewestFirstAndGoesOn() {
    for (String name : List.of("a", "b", "c")) {
      created(NIGHTLY.replace("nightly", name));
    }

    Response first = caller.get("/schedules?limit=2");
    Response second = caller.get("/schedules?limit=2&cursor=" + first.path("nextCursor"));

    first.then().statusCode(200).body("items.name", contains("c", "b"));
    second.then().body("items.name", contains("a")).body("nextCursor", nullValue());
    caller.get("/schedules?limit=0").then().statusCode(422);
    caller.get("/schedules?paused=true").then().statusCode(422);
    caller.get("/schedules?cursor=x").then().statusCode(400);
    JobCalls.ofNewUser().get("/schedules").then().body("items", empty());
  }

  @Test
  void aDeletedScheduleIsGone() {
    String id = created(NIGHTLY);
    caller.post("/schedules/" + id + "/run").then().statusCode(201);

    caller.call().delete("/api/v1/schedules/" + id).then().statusCode(204);

    caller.get("/schedules/" + id).then().statusCode(404);
    caller.call().delete("/api/v1/schedules/" + id).then().statusCode(404);
    created(NIGHTLY);
  }

  @Test
  void aPreviewTellsTheNextFiresAndStoresNothing() {
    caller
        .call()
        .body("{\"cron\":\"0 0 1 1 *\",\"timezone\":\"Europe/Berlin\"}")
        .post("/api/v1/schedules/preview")
        .then()
        .statusCode(200)
        .body("nextFireTimes", hasSize(5))
        .body("nextFireTimes[0]", endsWith("-12-31T23:00:00.000Z"));
    caller.get("/schedules").then().body("items", empty());
  }

  @Test
  void aNameIsUsedOnceInATenant() {
    created(NIGHTLY);
    create(NIGHTLY).then().statusCode(409).body("code", equalTo("name_taken"));
    String other = created(NIGHTLY.replace("nightly", "other"));
    patch(other, "{\"name\":\"nightly\"}").then().statusCode(409);
    JobCalls another = JobCalls.ofNewUser();
    another.call().body(NIGHTLY).post("/api/v1/schedules").then().statusCode(201);
  }

  @Test
  void whatIsNoScheduleOfOursIsNotFound() {
    JobCalls owner = JobCalls.ofNewUser();
    String foreign =
        owner.call().body(NIGHTLY).post("/api/v1/schedules").then().extract().path("id");
    for (String id : List.of("x", UUID.randomUUID().toString(), foreign)) {
      caller.get("/schedules/" + id).then().statusCode(404);
      caller.get("/schedules/" + id + "/fires").then().statusCode(404);
      patch(id, "{\"name\":\"mine\"}").then().statusCode(404);
      caller.call().delete("/api/v1/schedules/" + id).then().statusCode(404);
      for (String verb : List.of("pause", "resume", "run")) {
        caller.post("/schedules/" + id + "/" + verb).then().statusCode(404);
      }
    }
    owner.get("/schedules/" + foreign).then().body("name", equalTo("nightly"));
  }

  @Test
  void anAdminMayNameAnySchedule() {
    String id = created(NIGHTLY);
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");

    admin.post("/schedules/" + id + "/pause").then().statusCode(200).body("paused", equalTo(true));
    caller.get("/schedules/" + id).then().body("paused", equalTo(true));
  }

  @Test
  void aViewerMayOnlyRead() {
    String email = People.verifiedUser();
    caller = JobCalls.of(email, People.PASSWORD);
    String id = created(NIGHTLY);
    makeViewer(id);
    caller = JobCalls.of(email, People.PASSWORD);

    caller.get("/schedules/" + id).then().statusCode(200);
    caller.get("/schedules").then().body("items", hasSize(1));
    create(NIGHTLY).then().statusCode(403);
    patch(id, "{\"name\":\"x\"}").then().statusCode(403);
    caller.call().delete("/api/v1/schedules/" + id).then().statusCode(403);
    for (String verb : List.of("pause", "resume", "run")) {
      caller.post("/schedules/" + id + "/" + verb).then().statusCode(403);
    }
    new JobCalls("x").get("/schedules").then().statusCode(401);
  }

  private Response create(String body) {
    return caller.call().body(body).post("/api/v1/schedules");
  }

  private String created(String body) {
    return create(body).then().statusCode(201).extract().path("id");
  }

  private Response patch(String id, String body) {
    return caller.call().body(body).patch("/api/v1/schedules/" + id);
  }

  private Instant since(String id) {
    return database
        .engine()
        .run("select since from schedule where id = $1", Tuple.of(UUID.fromString(id)))
        .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant())
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private void makeViewer(String schedule) {
    database
        .owner()
        .run(
            "update app_user set role = 'viewer' where tenant_id ="
                + " (select tenant_id from schedule where id = $1)",
            Tuple.of(UUID.fromString(schedule)))
        .await()
        .atMost(Duration.ofSeconds(20));
  }
}
