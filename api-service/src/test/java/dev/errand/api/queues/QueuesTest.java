package dev.errand.api.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.errand.api.PostgresResource;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QueuesTest {
  @Inject Database database;

  private QueueCalls caller;

  @BeforeEach
  void signIn() {
    QueueCalls.registerTypes(database, "noop");
    caller = QueueCalls.ofNewUser();
  }

  @Test
  void limitsComeBackAsTheyWereSet() {
    caller
        .put(
            "mails",
            """
            {"concurrency":5,"rateLimit":{"count":100,"per":"PT1M"},"perKeyConcurrency":2,
             "manual":true}
            """)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"");

    caller
        .get("/queues/mails")
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("name", equalTo("mails"))
        .body("concurrency", equalTo(5))
        .body("rateLimit.count", equalTo(100))
        .body("rateLimit.per", equalTo("PT1M"))
        .body("perKeyConcurrency", equalTo(2))
        .body("manual", equalTo(true))
        .body("paused", nullValue())
        .body("depth.pending", equalTo(0))
        .body("oldestPendingAge", nullValue());
  }

  @Test
  void whatIsLeftOutIsTakenAway() {
    caller.put("mails", "{\"concurrency\":5,\"manual\":true}").then().statusCode(200);

    caller
        .put("mails", "{}")
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("concurrency", nullValue())
        .body("manual", equalTo(false));
  }

  @Test
  void aStaleVersionIsRefused() {
    ifMatch("\"0\"", "{\"concurrency\":1}").then().statusCode(200);
    ifMatch("\"0\"", "{\"concurrency\":2}")
        .then()
        .statusCode(412)
        .body("code", equalTo("stale_version"));
    ifMatch("W/\"1\"", "{\"concurrency\":2}").then().statusCode(412);
    ifMatch("\"1\"", "{\"concurrency\":2}").then().statusCode(200);
    ifMatch("*", "{\"concurrency\":3}").then().statusCode(200);
    caller.get("/queues/mails").then().body("concurrency", equalTo(3));
  }

  private Response ifMatch(String tag, String body) {
    return caller.call().header("If-Match", tag).body(body).put("/api/v1/queues/mails");
  }

  @Test
  void aQueueExistsAsSoonAsAJobNamesIt() {
    caller.get("/queues/mails").then().statusCode(404);
    submit("mails");

    caller
        .get("/queues/mails")
        .then()
        .statusCode(200)
        .header("ETag", "\"0\"")
        .body("depth.pending", equalTo(1))
        .body("next", notNullValue())
        .body("oldestPendingAge", startsWith("PT"));
  }

  @Test
  void queuesAreListedByName() {
    for (String name : List.of("c", "a", "e", "b", "d")) {
      submit(name);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Response page = caller.get("/queues?limit=2" + cursor);
      seen.addAll(page.<List<String>>path("items.name"));
      cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
    } while (cursor != null);

    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aPauseTellsWhoAndWhy() {
    caller
        .call()
        .body("{\"reason\":\"the provider is down\"}")
        .post("/api/v1/queues/mails/pause")
        .then()
        .statusCode(200)
        .body("paused.at", notNullValue())
        .body("paused.by", startsWith("user:"))
        .body("paused.reason", equalTo("the provider is down"));

    caller.post("/queues/mails/resume").then().statusCode(200).body("paused", nullValue());
    caller.post("/queues/mails/pause").then().statusCode(200).body("paused.reason", nullValue());
    caller.post("/queues/never-heard-of/resume").then().statusCode(404);
  }

  @Test
  void aPurgeCancelsWhatWaitsAndSaysHowMany() {
    String pending = submit("mails");
    String held = caller.submitted("{\"type\":\"noop\",\"queue\":\"mails\",\"hold\":true}");
    String later = caller.submitted("{\"type\":\"noop\",\"queue\":\"mails\",\"delay\":\"PT1H\"}");
    String other = submit("other");

    caller.post("/queues/mails/purge").then().statusCode(200).body("cancelled", equalTo(3));

    for (String id : List.of(pending, held, later)) {
      caller.get("/jobs/" + id).then().body("state", equalTo("cancelled"));
      caller
          .get("/jobs/" + id + "/history")
          .then()
          .body("items[0].change", equalTo("purged"))
          .body("items[0].actor", startsWith("user:"));
    }
    caller.get("/jobs/" + other).then().body("state", equalTo("pending"));
    caller.post("/queues/mails/purge").then().statusCode(200).body("cancelled", equalTo(0));
  }

  @Test
  void onlyAnEmptyQueueIsDeleted() {
    caller.put("mails", "{\"concurrency\":1}").then().statusCode(200);
    submit("mails");

    delete("mails").then().statusCode(409).body("code", equalTo("state_conflict"));
    caller.post("/queues/mails/purge").then().statusCode(200);
    delete("mails").then().statusCode(204);
    delete("mails").then().statusCode(404);
    caller.get("/queues/mails").then().statusCode(404);
  }

  private Response delete(String queue) {
    return caller.call().delete("/api/v1/queues/" + queue);
  }

  @Test
  void aManualQueueRunsItsNextJobWhenAskedTo() {
    caller.put("mine", "{\"manual\":true}").then().statusCode(200);
    caller.post("/queues/mine/run-next").then().statusCode(204);
    String first = submit("mine");
    submit("mine");

    caller
        .post("/queues/mine/run-next")
        .then()
        .statusCode(200)
        .body("id", equalTo(first))
        .body("state", equalTo("pending"));
  }

  @Test
  void whoeverPrefersToWaitGetsTheResultOfTheNextJob() throws InterruptedException {
    caller.put("waited-for", "{\"manual\":true}").then().statusCode(200);
    String first = submit("waited-for");
    Thread worker = Thread.ofVirtual().start(() -> complete(first, "{\"answer\":42}"));

    caller
        .call()
        .header("Prefer", "wait=20")
        .post("/api/v1/queues/waited-for/run-next")
        .then()
        .statusCode(200)
        .header("Preference-Applied", "wait=20")
        .body("id", equalTo(first))
        .body("state", equalTo("completed"))
        .body("result.answer", equalTo(42));
    worker.join();
  }

  // Waits until that job may run, and does it as a worker would.
  private void complete(String job, String result) {
    ClaimedJob claimed = Claims.until(database, job);
    FinishAttempts.run(
            database.completions(), List.of(new Ending(claimed.lease(), new Completed(result))))
        .await()
        .atMost(Claims.PATIENCE);
  }

  @Test
  void aQueueThatRunsByItselfHasNoNext() {
    submit("mails");
    caller
        .post("/queues/mails/run-next")
        .then()
        .statusCode(409)
        .body("code", equalTo("queue_not_manual"));
    caller.put("mine", "{\"manual\":true}").then().statusCode(200);
    caller.post("/queues/mine/pause").then().statusCode(200);
    caller
        .post("/queues/mine/run-next")
        .then()
        .statusCode(409)
        .body("code", equalTo("state_conflict"));
  }

  @Test
  void aTenantSeesItsOwnQueuesAlone() {
    caller.put("mails", "{\"concurrency\":7}").then().statusCode(200);
    submit("mails");
    QueueCalls other = QueueCalls.ofNewUser();

    other.get("/queues/mails").then().statusCode(404);
    assertThat(other.get("/queues").<List<?>>path("items")).isEmpty();
    other.post("/queues/mails/purge").then().statusCode(200).body("cancelled", equalTo(0));
    other.call().delete("/api/v1/queues/mails").then().statusCode(404);
    other.put("mails", "{\"concurrency\":1}").then().statusCode(200);
    caller
        .get("/queues/mails")
        .then()
        .body("concurrency", equalTo(7))
        .body("depth.pending", equalTo(1));
  }

  private String submit(String queue) {
    return caller.submitted("{\"type\":\"noop\",\"queue\":\"" + queue + "\"}");
  }
}
