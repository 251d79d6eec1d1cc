package dev.errand.api.access;

import static dev.errand.api.access.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.access.Callers.Person;
import dev.errand.api.accounts.People;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What admins do to other tenants, and what the log tells of it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AdminActsTest {
  @Inject Database database;

  private Person admin;

  @BeforeEach
  void signIn() {
    admin = Callers.admin();
    JobCalls.registerTypes(database);
  }

  private static String job(Person owner) {
    return as(owner.token())
        .body("{\"type\": \"noop\", \"hold\": true}")
        .post("/api/v1/jobs")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private Response log(String query) {
    return as(admin.token()).get("/api/v1/admin/audit?" + query);
  }

  private Response ask(String verb, String path, String body) {
    return as(admin.token()).body(body).request(verb, "/api/v1" + path);
  }

  @Test
  void anAdminDoesEveryJobCallOnAnyTenantsJob() {
    Person ann = Callers.owner();
    String job = "/jobs/" + job(ann);
    for (String part : List.of("", "/attempts", "/history", "/logs", "/explain")) {
      as(admin.token()).get("/api/v1" + job + part).then().statusCode(200);
    }
    ask("PATCH", job, "{\"name\": \"by an admin\"}").then().statusCode(200);
    ask("POST", job + "/run", "{}").then().statusCode(200).body("state", equalTo("pending"));
    ask("POST", job + "/cancel", "{}").then().statusCode(200);
    ask("POST", job + "/retry", "{}").then().statusCode(200);
    as(admin.token()).delete("/api/v1" + job).then().statusCode(204);
    as(admin.token())
        .get("/api/v1/admin/jobs?tenant=" + ann.tenant())
        .then()
        .statusCode(200)
        .body("items", hasSize(0));

    Response found = log("tenant=" + ann.tenant() + "&actor=" + admin.id());
    found
        .then()
        .body(
            "items.action",
            equalTo(
                List.of(
                    "job.delete",
                    "job.retry",
                    "job.cancel",
                    "job.run",
                    "job.edit",
                    "tenant.looked-into")))
        .body("items.actorKind", everyItem(equalTo("admin")))
        .body("items.actorName", everyItem(equalTo("admin@errand.test")))
        .body("items.address", everyItem(notNullValue()))
        .body("items[0].subject", equalTo(job.substring(1).replace("jobs/", "job:")));
  }

  @Test
  void whatATenantDoesByItselfIsNotInTheLog() {
    Person ann = Callers.owner();
    String job = job(ann);
    as(ann.token()).post("/api/v1/jobs/" + job + "/run").then().statusCode(200);
    as(ann.token()).get("/api/v1/jobs").then().statusCode(200);
    log("tenant=" + ann.tenant())
        .then()
        .body("items.action", equalTo(List.of("session.opened", "email.verified")));
  }

  @Test
  void anAdminsOwnTenantIsItsOwnMatter() {
    String job = job(admin);
    ask("POST", "/jobs/" + job + "/cancel", "{}").then().statusCode(200);
    log("action=job.cancel&tenant=" + admin.tenant()).then().body("items", hasSize(0));
  }

  @Test
  void whatTouchesManyJobsIsRecordedToo() {
    Person ann = Callers.owner();
    job(ann);
    ask(
            "POST",
            "/jobs/bulk",
            "{\"action\": \"cancel\", \"all\": true, \"filter\": {\"tenant\": \""
                + ann.tenant()
                + "\"}}")
        .then()
        .statusCode(202);
    ask("PUT", "/admin/tenants/" + ann.tenant() + "/weight", "{\"weight\": 3}")
        .then()
        .statusCode(200);
    log("tenant=" + ann.tenant())
        .then()
        .body("items.action", hasItems("tenant.weight", "job.bulk-cancel"));
  }

  @Test
  void anotherTenantsScheduleIsChangedOnTheRecord() {
    Person ann = Callers.owner();
    String schedule =
        as(ann.token())
            .body(Map.of("name", "s", "every", "PT1H", "job", Map.of("type", "noop")))
            .post("/api/v1/schedules")
            .path("id");
    ask("POST", "/schedules/" + schedule + "/pause", "{}").then().statusCode(200);
    ask("POST", "/schedules/" + schedule + "/run", "{}").then().statusCode(201);
    as(admin.token()).delete("/api/v1/schedules/" + schedule).then().statusCode(204);
    log("tenant=" + ann.tenant())
        .then()
        .body("items.action", hasItems("schedule.delete", "schedule.run", "schedule.pause"));
  }

  @Test
  void aRefreshTokenThatCameAgainIsRecorded() {
    Person ann = Callers.owner();
    String first = People.login(ann.email(), ann.password()).path("refreshToken");
    String second = People.refresh(first).path("refreshToken");
    String third = People.refresh(second).path("refreshToken");
    assertThat(third).isNotNull();
    People.refresh(first).then().statusCode(401).body("code", equalTo("token_reused"));
    log("action=session.token-reused&tenant=" + ann.tenant())
        .then()
        .body("items", hasSize(1))
        .body("items[0].actor", nullValue())
        .body("items[0].actorKind", equalTo("nobody"));
  }

  @Test
  void promotionsAreRecordedWithWhatChanged() {
    Person ann = Callers.owner();
    String id = ann.id();
    ask("PATCH", "/users/" + id, "{\"role\": \"owner\", \"active\": true}").then().statusCode(200);
    log("action=user.changed&tenant=" + ann.tenant())
        .then()
        .body("items[0].subject", equalTo("user:" + id))
        .body("items[0].detail.role", equalTo("owner"))
        .body("items[0].detail.active", equalTo(true));
  }

  @Test
  void theLogIsSoundAndItsHeadCanBeKept() {
    Callers.owner();
    Response check = as(admin.token()).get("/api/v1/admin/audit/verify");
    check.then().statusCode(200).body("sound", equalTo(true)).body("broken", nullValue());
    String kept = check.path("head.seq") + "-" + check.path("head.hash");
    as(admin.token())
        .get("/api/v1/admin/audit/verify?kept=" + kept)
        .then()
        .body("sound", equalTo(true));
    String other = check.path("head.seq") + "-" + "0".repeat(64);
    as(admin.token())
        .get("/api/v1/admin/audit/verify?kept=" + other)
        .then()
        .body("sound", equalTo(false))
        .body("broken.reason", notNullValue());
  }

  @Test
  void theLogGoesOnBehindItsCursorAndByTime() {
    Person ann = Callers.owner();
    ann.again();
    String mine = "tenant=" + ann.tenant();
    Response first = log(mine + "&limit=2");
    log(mine + "&limit=2&cursor=" + first.path("nextCursor"))
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("nextCursor", nullValue());
    log("limit=1&cursor=" + first.path("nextCursor")).then().statusCode(400);
    log(mine + "&to=2020-01-01T00:00:00Z").then().body("items", hasSize(0));
    log(mine + "&from=2020-01-01T00:00:00Z").then().body("items", hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor=x", "tenant=x", "from=yesterday", "limit=0", "sort=at", "to=2020"})
  void badInputIsRefused(String query) {
    log(query).then().statusCode(422);
  }

  @Test
  void whoIsNoAdminHearsNothing() {
    as(Callers.owner().token())
        .get("/api/v1/admin/audit")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    assertThat(log("limit=200").<List<String>>path("items.action")).isNotEmpty();
    log("action=session.opened").then().body("items.action", hasItem("session.opened"));
  }
}
