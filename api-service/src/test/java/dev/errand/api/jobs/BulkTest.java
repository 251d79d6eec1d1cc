package dev.errand.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts, and orders to act on many jobs. Workers, which the API's tests lack, carry them out. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BulkTest {
  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void countsAreByStateAndFollowTheFilter() {
    caller.submitted("{\"type\":\"noop\"}");
    caller.submitted("{\"type\":\"noop\",\"hold\":true,\"tags\":[\"red\"]}");
    caller.submitted("{\"type\":\"simulate\",\"delay\":\"PT1H\"}");
    String gone = caller.submitted("{\"type\":\"noop\",\"queue\":\"other\"}");
    caller.post("/jobs/" + gone + "/cancel");

    caller
        .get("/jobs/counts")
        .then()
        .statusCode(200)
        .body("pending", equalTo(1))
        .body("held", equalTo(1))
        .body("scheduled", equalTo(1))
        .body("cancelled", equalTo(1))
        .body("running", equalTo(0))
        .body("retrying", equalTo(0))
        .body("completed", equalTo(0))
        .body("failed", equalTo(0))
        .body("total", equalTo(4));
    assertThat(count("type=simulate")).isEqualTo(1);
    assertThat(count("queue=other")).isEqualTo(1);
    assertThat(count("tag=red")).isEqualTo(1);
    assertThat(count("q=" + gone)).isEqualTo(1);
    assertThat(count("createdFrom=2099-01-01T00:00:00Z")).isZero();
    assertThat(count("createdTo=2099-01-01T00:00:00Z")).isEqualTo(4);
  }

  @Test
  void countsRefuseWhatOnlyListsKnowAndWhatNobodyKnows() {
    for (String query : List.of("state=held", "limit=1", "cursor=x", "typ=noop", "type=NOPE")) {
      caller.get("/jobs/counts?" + query).then().statusCode(422);
    }
  }

  @Test
  void anAdminCountsOneTenantOrAll() {
    caller.submitted("{\"type\":\"noop\"}");
    String tenant = caller.get("/auth/me").path("tenant.id");
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");

    assertThat(admin.get("/admin/jobs/counts?tenant=" + tenant).<Integer>path("total")).isOne();
    assertThat(admin.get("/admin/jobs/counts").<Integer>path("total")).isPositive();
    assertThat(count("tenant=" + UUID.randomUUID())).isOne();
    caller.get("/admin/jobs/counts").then().statusCode(403);
  }

  @Test
  void aDryRunCountsAndShowsAFewAndChangesNothing() {
    for (int i = 0; i < 7; i++) {
      caller.submitted("{\"type\":\"noop\",\"hold\":true}");
    }

    bulk("{\"action\":\"run\",\"filter\":{\"state\":[\"held\"]},\"dryRun\":true}")
        .then()
        .statusCode(200)
        .body("count", equalTo(7))
        .body("sample", hasSize(5))
        .body("sample[0].state", equalTo("held"));

    assertThat(caller.get("/jobs/counts").<Integer>path("held")).isEqualTo(7);
    assertThat(caller.get("/operations").<List<?>>path("items")).isEmpty();
  }

  @Test
  void anOrderIsStoredForWorkersAndCanBeLookedAtAndAborted() {
    String held = caller.submitted("{\"type\":\"noop\",\"hold\":true}");

    Response order =
        bulk(
            "{\"action\":\"run\",\"filter\":{\"ids\":[\"%s\"],\"queue\":\"default\"},\"expectedCount\":1}"
                .formatted(held));

    String id = order.path("id");
    order.then().statusCode(202).header("Location", endsWith("/api/v1/operations/" + id));
    for (Response operation : List.of(order, caller.get("/operations/" + id))) {
      operation
          .then()
          .body("action", equalTo("run"))
          .body("state", equalTo("running"))
          .body("filter.ids", equalTo(List.of(held)))
          .body("filter.queue", equalTo("default"))
          .body("filter.state", nullValue())
          .body("total", equalTo(1))
          .body("done", equalTo(0))
          .body("createdBy", notNullValue())
          .body("createdAt", endsWith("Z"))
          .body("finishedAt", nullValue());
    }
    for (int i = 0; i < 2; i++) {
      caller
          .post("/operations/" + id + "/abort")
          .then()
          .statusCode(200)
          .body("state", equalTo("aborted"))
          .body("finishedAt", endsWith("Z"));
    }
  }

  @Test
  void aCountThatHasChangedIsAConflict() {
    caller.submitted("{\"type\":\"noop\",\"hold\":true}");

    bulk("{\"action\":\"run\",\"filter\":{\"state\":[\"held\"]},\"expectedCount\":2}")
        .then()
        .statusCode(409)
        .body("code", equalTo("count_changed"));

    assertThat(caller.get("/operations").<List<?>>path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'action':'run'}|#/filter",
        "{'action':'run','filter':{}}|#/filter",
        "{'action':'run','filter':{'ids':[]},'all':true}|#/filter/ids",
        "{'action':'explode','filter':{'tag':'x'}}|#/action",
        "{'filter':{'tag':'x'}}|#/action",
        "{'action':'run','filter':{'state':['asleep']}}|#/filter/state",
        "{'action':'run','filter':{'ids':['x']}}|#/filter/ids/0",
        "{'action':'run','filter':{'createdFrom':'yesterday'}}|#/filter/createdFrom",
        "{'action':'run','filter':{'q':''}}|#/filter/q",
        "{'action':'run','filter':{'tag':'x'},'expectedCount':-1}|#/expectedCount",
        "{'action':'run','filter':{'tenant':'0198c1d2-0000-7000-8000-000000000000'}}|#/filter/tenant",
        "{'action':'run','filter':{'tags':'x'}}|#/filter/tags",
        "{'action':'run','filter':{'tag':'x'},'dryrun':true}|#/dryrun"
      })
  void whatIsWrongIsNamed(String body, String pointer) {
    Response answer = bulk(body.replace('\'', '"'));

    answer.then().statusCode(422);
    assertThat(answer.<List<String>>path("errors.pointer")).contains(pointer);
  }

  @Test
  void aBodyThatIsNoObjectIsMalformed() {
    for (String body : List.of("null", "", "{", "[1]", "\"run\"")) {
      assertThat(bulk(body).statusCode()).as(body).isIn(400, 422);
    }
  }

  @Test
  void everyJobCanBeMeantByHavingSaidSo() {
    bulk("{\"action\":\"cancel\",\"all\":true}").then().statusCode(202).body("total", equalTo(0));
  }

  @Test
  void oneKeyOrdersOnce() {
    String body = "{\"action\":\"cancel\",\"filter\":{\"tag\":\"x\"}}";
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Response answer =
          caller.call().header("Idempotency-Key", "once").body(body).post("/api/v1/jobs/bulk");
      answer.then().statusCode(202);
      ids.add(answer.path("id"));
    }

    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    assertThat(caller.get("/operations").<List<?>>path("items")).hasSize(1);
  }

  @Test
  void operationsPageNewestFirst() {
    List<String> ordered = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ordered.addFirst(bulk("{\"action\":\"run\",\"filter\":{\"tag\":\"x\"}}").path("id"));
    }

    Response first = caller.get("/operations?limit=2");
    Response second = caller.get("/operations?limit=2&cursor=" + first.path("nextCursor"));

    assertThat(first.<List<String>>path("items.id")).isEqualTo(ordered.subList(0, 2));
    assertThat(second.<List<String>>path("items.id")).isEqualTo(ordered.subList(2, 3));
    assertThat(second.<String>path("nextCursor")).isNull();
    caller.get("/operations?cursor=AAAA").then().statusCode(400);
    caller.get("/operations?limit=0").then().statusCode(422);
  }

  @Test
  void anotherTenantsOperationIsUnknownButAnAdminFindsIt() {
    String id = bulk("{\"action\":\"run\",\"filter\":{\"tag\":\"x\"}}").path("id");
    JobCalls stranger = JobCalls.ofNewUser();

    stranger.get("/operations/" + id).then().statusCode(404);
    stranger.post("/operations/" + id + "/abort").then().statusCode(404);
    stranger.get("/operations/nonsense").then().statusCode(404);
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");
    admin.get("/operations/" + id).then().statusCode(200);
    admin.post("/operations/" + id + "/abort").then().statusCode(200);
  }

  @Test
  void anAdminMayActOnAnotherTenantsJobs() {
    caller.submitted("{\"type\":\"noop\",\"hold\":true}");
    String tenant = caller.get("/auth/me").path("tenant.id");
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");

    admin
        .call()
        .body(
            "{\"action\":\"run\",\"filter\":{\"state\":[\"held\"],\"tenant\":\"%s\"}}"
                .formatted(tenant))
        .post("/api/v1/jobs/bulk")
        .then()
        .statusCode(202)
        .body("total", equalTo(1));

    assertThat(caller.get("/operations").<List<?>>path("items")).hasSize(1);
  }

  private Response bulk(String body) {
    return caller.call().body(body).post("/api/v1/jobs/bulk");
  }

  private int count(String query) {
    return caller.get("/jobs/counts?" + query).path("total");
  }
}
