package dev.errand.api.access;

import static dev.errand.api.access.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.access.Callers.Person;
import dev.errand.api.accounts.SettableClock;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApiKeysTest {
  @Inject Database database;
  @Inject DataSource tables;
  @Inject SettableClock clock;

  @BeforeEach
  void registerTypes() {
    JobCalls.registerTypes(database);
  }

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  @Test
  void aKeyIsShownOnceAndWorksAtOnce() {
    Person ann = Callers.owner();
    Response made = Callers.makeKey(ann, Map.of("name", "nightly", "scopes", List.of("jobs:read")));
    String key = made.path("key");

    assertThat(key).matches("errand_[0-9A-Za-z]{49}");
    assertThat(made.header("Location")).endsWith("/api/v1/api-keys/" + made.path("id"));
    as(key).get("/api/v1/jobs").then().statusCode(200);
    as(ann.token())
        .get("/api/v1/api-keys")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].name", equalTo("nightly"))
        .body("items[0].scopes", equalTo(List.of("jobs:read")))
        .body("items[0].key", nullValue())
        .body("items[0].hint", equalTo(key.substring(key.length() - 4)))
        .body("items[0].lastUsedAt", notNullValue());
  }

  @Test
  void noKeyRestsInTheClear() throws SQLException {
    String key = Callers.key(Callers.owner(), "jobs:read");
    try (Connection connection = tables.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select count(*) from api_key k where k::text like '%' || ? || '%'")) {
      statement.setString(1, key);
      var rows = statement.executeQuery();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void aKeySubmitsInItsOwnName() {
    String key = Callers.key(Callers.owner(), "jobs:write");
    as(key)
        .body("{\"type\": \"noop\"}")
        .post("/api/v1/jobs")
        .then()
        .statusCode(201)
        .body("createdBy", containsString("key:"));
  }

  @Test
  void aRevokedKeyIsNobodyAtOnce() {
    Person ann = Callers.owner();
    Response made = Callers.makeKey(ann, Map.of("name", "x", "scopes", List.of("jobs:read")));
    String key = made.path("key");
    as(key).get("/api/v1/jobs").then().statusCode(200);

    as(ann.token()).delete("/api/v1/api-keys/" + made.path("id")).then().statusCode(204);

    as(key)
        .get("/api/v1/jobs")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("code", equalTo("unauthenticated"));
    as(ann.token()).delete("/api/v1/api-keys/" + made.path("id")).then().statusCode(404);
    as(ann.token()).get("/api/v1/api-keys").then().body("items", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource({
    "errand_, 401",
    "errand_0000000000000000000000000000000000000000000000000, 401",
    "errand_live_0000000000000000000000000000000000000000000000000, 401"
  })
  void whatOnlyLooksLikeAKeyIsNobody(String key, int status) {
    as(key).get("/api/v1/jobs").then().statusCode(status);
  }

  @Test
  void aKeyHasNoMoreThanItsMaker() {
    Person ann = Callers.owner();
    Person vic = Callers.member(ann, "viewer");
    refused(vic, "{\"name\": \"k\", \"scopes\": [\"jobs:write\"]}", "#/scopes/0");
    refused(ann, "{\"name\": \"k\", \"scopes\": [\"jobs:read\", \"admin\"]}", "#/scopes/1");
    refused(ann, "{\"name\": \"k\", \"scopes\": [\"tenant:manage\"]}", "#/scopes/0");
    refused(ann, "{\"name\": \"k\", \"scopes\": [\"session\"]}", "#/scopes/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|#/name",
        "{\"name\": \" \", \"scopes\": [\"work\"]}|#/name",
        "{\"name\": \"a\\u0007b\", \"scopes\": [\"work\"]}|#/name",
        "{\"name\": \"k\"}|#/scopes",
        "{\"name\": \"k\", \"scopes\": []}|#/scopes",
        "{\"name\": \"k\", \"scopes\": [null]}|#/scopes/0",
        "{\"name\": \"k\", \"scopes\": [\"work\"], \"queues\": [\"No Queue\"]}|#/queues/0",
        "{\"name\": \"k\", \"scopes\": [\"work\"], \"expiresAt\": \"tomorrow\"}|#/expiresAt",
        "{\"name\": \"k\", \"scopes\": [\"work\"], \"expiresAt\": \"2001-01-01T00:00:00Z\"}|#/expiresAt",
        "{\"name\": \"k\", \"scopes\": [\"work\"], \"tenantId\": \"x\"}|#/tenantId"
      })
  void badInputNamesItsField(String body, String pointer) {
    refused(Callers.owner(), body, pointer);
  }

  private static void refused(Person maker, String body, String pointer) {
    as(maker.token())
        .body(body)
        .post("/api/v1/api-keys")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void anIdempotencyKeyIsRefusedBecauseTheSecretIsNotKept() {
    as(Callers.owner().token())
        .header("Idempotency-Key", "once")
        .body("{\"name\": \"k\", \"scopes\": [\"work\"]}")
        .post("/api/v1/api-keys")
        .then()
        .statusCode(422);
  }

  @Test
  void membersSeeTheirOwnKeysAndOwnersAll() {
    Person ann = Callers.owner();
    Person mem = Callers.member(ann, "member");
    String ofAnn = Callers.makeKey(ann, Map.of("name", "a", "scopes", List.of("work"))).path("id");
    String ofMem = Callers.makeKey(mem, Map.of("name", "m", "scopes", List.of("work"))).path("id");

    as(mem.token()).get("/api/v1/api-keys").then().body("items.id", equalTo(List.of(ofMem)));
    as(ann.token()).get("/api/v1/api-keys").then().body("items.id", equalTo(List.of(ofMem, ofAnn)));
    as(mem.token()).delete("/api/v1/api-keys/" + ofAnn).then().statusCode(404);
    as(ann.token()).delete("/api/v1/api-keys/" + ofMem).then().statusCode(204);
  }

  @Test
  void aListGoesOnBehindItsCursor() {
    Person ann = Callers.owner();
    for (int i = 0; i < 3; i++) {
      Callers.key(ann, "work");
    }
    Response first = as(ann.token()).get("/api/v1/api-keys?limit=2");
    String cursor = first.path("nextCursor");
    first.then().body("items", hasSize(2));
    as(ann.token())
        .get("/api/v1/api-keys?limit=2&cursor=" + cursor)
        .then()
        .body("items", hasSize(1))
        .body("nextCursor", nullValue());
    as(ann.token()).get("/api/v1/api-keys?sort=name").then().statusCode(422);
  }

  @Test
  void aMakerWhoBecomesAViewerTakesItsKeysAlong() {
    Person ann = Callers.owner();
    Person mem = Callers.member(ann, "member");
    String key = Callers.key(mem, "jobs:read", "jobs:write");
    as(key).body("{\"type\": \"noop\"}").post("/api/v1/jobs").then().statusCode(201);

    as(ann.token())
        .body("{\"role\": \"viewer\"}")
        .patch("/api/v1/tenant/members/" + mem.id())
        .then()
        .statusCode(200);

    as(key).body("{\"type\": \"noop\"}").post("/api/v1/jobs").then().statusCode(403);
    as(key).get("/api/v1/jobs").then().statusCode(200);
  }

  @Test
  void aLimitedKeySeesAndDoesNothingElsewhere() {
    Person ann = Callers.owner();
    String key = Callers.limitedKey(ann, "reports");
    String other = job(ann.token(), "default");
    String own = job(key, "reports");

    as(key).body("{\"type\": \"noop\"}").post("/api/v1/jobs").then().statusCode(403);
    as(key).get("/api/v1/jobs").then().body("items.id", equalTo(List.of(own)));
    as(key).get("/api/v1/jobs/counts").then().body("total", equalTo(1));
    as(key).get("/api/v1/jobs?queue=default").then().statusCode(403);
    as(key).get("/api/v1/jobs/" + own).then().statusCode(200);
    for (String part : List.of("", "/attempts", "/history", "/logs", "/explain")) {
      as(key).get("/api/v1/jobs/" + other + part).then().statusCode(404);
    }
    for (String verb : List.of("run", "cancel", "retry")) {
      as(key).post("/api/v1/jobs/" + other + "/" + verb).then().statusCode(404);
    }
    as(key).body("{\"name\": \"x\"}").patch("/api/v1/jobs/" + other).then().statusCode(404);
    as(key).delete("/api/v1/jobs/" + other).then().statusCode(404);
    as(ann.token()).get("/api/v1/jobs/" + other).then().body("state", equalTo("held"));
  }

  @Test
  void aLimitedKeyIsLimitedInBatchesBulksAndUniqueKeys() {
    Person ann = Callers.owner();
    String key = Callers.limitedKey(ann, "reports");
    as(key)
        .body("{\"jobs\": [{\"type\": \"noop\"}, {\"type\": \"noop\", \"queue\": \"reports\"}]}")
        .post("/api/v1/jobs/batch")
        .then()
        .statusCode(201)
        .body("items[0].problem.code", equalTo("forbidden"))
        .body("created", equalTo(1));
    as(key)
        .body("{\"action\": \"cancel\", \"all\": true}")
        .post("/api/v1/jobs/bulk")
        .then()
        .statusCode(403);
    as(key)
        .body("{\"action\": \"cancel\", \"filter\": {\"queue\": \"reports\"}, \"dryRun\": true}")
        .post("/api/v1/jobs/bulk")
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
    as(ann.token())
        .body("{\"type\": \"noop\", \"uniqueKey\": \"u\", \"hold\": true}")
        .post("/api/v1/jobs")
        .then()
        .statusCode(201);
    unique(key, "return").then().statusCode(409).body("state", nullValue());
    unique(key, "replace").then().statusCode(403);
  }

  private static Response unique(String key, String onConflict) {
    return as(key)
        .body(
            Map.of("type", "noop", "queue", "reports", "uniqueKey", "u", "onConflict", onConflict))
        .post("/api/v1/jobs");
  }

  @Test
  void aLimitedKeySeesOnlyItsQueuesAndTheirSchedulesAndOperations() {
    Person ann = Callers.owner();
    String key = Callers.limitedKey(ann, "reports");
    as(ann.token()).body("{}").put("/api/v1/queues/reports").then().statusCode(200);
    as(ann.token()).body("{}").put("/api/v1/queues/secret").then().statusCode(200);
    String schedule = schedule(ann.token(), "secret").path("id");
    String operation =
        as(ann.token())
            .body("{\"action\": \"cancel\", \"all\": true}")
            .post("/api/v1/jobs/bulk")
            .path("id");

    as(key).get("/api/v1/queues").then().body("items.name", everyItem(equalTo("reports")));
    as(key).get("/api/v1/queues/reports").then().statusCode(200);
    as(key).get("/api/v1/queues/secret").then().statusCode(404);
    as(key).body("{}").put("/api/v1/queues/secret").then().statusCode(404);
    as(key).post("/api/v1/queues/secret/pause").then().statusCode(404);
    as(key).post("/api/v1/queues/secret/purge").then().statusCode(404);
    as(key).get("/api/v1/schedules").then().body("items", hasSize(0));
    as(key).get("/api/v1/schedules/" + schedule).then().statusCode(404);
    as(key).post("/api/v1/schedules/" + schedule + "/run").then().statusCode(404);
    as(key).delete("/api/v1/schedules/" + schedule).then().statusCode(404);
    schedule(key, "secret").then().statusCode(403);
    schedule(key, "reports").then().statusCode(201);
    as(key).get("/api/v1/schedules").then().body("items", hasSize(1));
    as(key).get("/api/v1/operations").then().body("items", hasSize(0));
    as(key).get("/api/v1/operations/" + operation).then().statusCode(404);
    as(key).get("/api/v1/stats").then().statusCode(403);
  }

  private static Response schedule(String token, String queue) {
    return as(token)
        .body(
            Map.of(
                "name",
                "s-" + UUID.randomUUID(),
                "every",
                "PT1H",
                "job",
                Map.of("type", "noop", "queue", queue)))
        .post("/api/v1/schedules");
  }

  private static String job(String token, String queue) {
    return as(token)
        .body(Map.of("type", "noop", "queue", queue, "hold", true))
        .post("/api/v1/jobs")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void theMakersOfKeysAreInTheLogButNoKey() {
    Person ann = Callers.owner();
    String key = Callers.key(ann, "jobs:read");
    as(Callers.admin().token())
        .get("/api/v1/admin/audit?action=api-key.created&actor=" + ann.id())
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].detail.scopes", equalTo(List.of("jobs:read")))
        .body("items[0].address", notNullValue())
        .body("items[0].toString()", not(containsString(key)));
  }
}
