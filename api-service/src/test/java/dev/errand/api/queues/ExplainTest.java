package dev.errand.api.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.errand.api.PostgresResource;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a job does not run, in the order in which it meets what keeps it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ExplainTest {
  @Inject Database database;

  private QueueCalls caller;

  @BeforeEach
  void signIn() {
    QueueCalls.registerTypes(database, "noop");
    caller = QueueCalls.ofNewUser();
  }

  @Test
  void nothingButTheWorkersKeepsTheFirstOfItsQueue() {
    assertThat(caller.reasons(submit(""))).containsExactly("worker_busy");
  }

  @Test
  void aHeldJobWaitsForAPerson() {
    assertThat(caller.reasons(submit(",\"hold\":true"))).containsExactly("held");
  }

  @Test
  void aScheduledJobIsNotDue() {
    String job = submit(",\"delay\":\"PT1H\"");

    caller
        .get("/jobs/" + job + "/explain")
        .then()
        .statusCode(200)
        .body("reasons.code", equalTo(List.of("not_due")))
        .body("reasons[0].until", endsWith("Z"))
        .body("estimatedStart", endsWith("Z"));
  }

  @Test
  void aPausedQueueNamesWhoAndWhy() {
    String job = submit("");
    caller.call().body("{\"reason\":\"lunch\"}").post("/api/v1/queues/default/pause");

    caller
        .get("/jobs/" + job + "/explain")
        .then()
        .body("reasons.code", equalTo(List.of("queue_paused")))
        .body("reasons[0].detail", containsString("user:"))
        .body("reasons[0].detail", endsWith("lunch"))
        .body("reasons[0].until", nullValue())
        .body("estimatedStart", nullValue());
  }

  @Test
  void othersGoFirst() {
    submit("");
    submit(",\"priority\":5");
    submit(",\"priority\":-5");
    String job = submit("");

    caller
        .get("/jobs/" + job + "/explain")
        .then()
        .body("reasons.code", equalTo(List.of("behind_others")))
        .body("reasons[0].detail", startsWith("2 of its queue"));
  }

  @Test
  void aFullQueueIsFull() {
    caller.put("default", "{\"concurrency\":1}");
    Claims.until(database, submit(""));
    String job = submit("");

    assertThat(caller.reasons(job)).containsExactly("queue_full");
  }

  @Test
  void aRateSaysUntilWhen() {
    caller.put("default", "{\"rateLimit\":{\"count\":1,\"per\":\"PT1H\"}}");
    Claims.until(database, submit(""));
    String job = submit("");

    caller
        .get("/jobs/" + job + "/explain")
        .then()
        .body("reasons.code", equalTo(List.of("rate_limited")))
        .body("reasons[0].until", endsWith("Z"));
  }

  @Test
  void aManualQueueWaitsForRunNext() {
    caller.put("default", "{\"manual\":true}");
    String job = submit("");

    assertThat(caller.reasons(job)).containsExactly("manual");
    caller.post("/queues/default/run-next").then().statusCode(200);
    assertThat(caller.reasons(job)).containsExactly("worker_busy");
  }

  @Test
  void aTypeWithoutALivingWorkerSaysSo() {
    QueueCalls.registerTypes(database, "rare");
    database
        .engine()
        .run(
            "update worker set seen_at = now() - interval '1 minute' where 'rare' = any (types)",
            Tuple.tuple())
        .await()
        .atMost(Claims.PATIENCE);
    String job = caller.submitted("{\"type\":\"rare\"}");

    assertThat(caller.reasons(job)).containsExactly("no_worker_for_type");
  }

  @Test
  void aFailedAttemptIsBackingOff() {
    String job = submit("");
    ClaimedJob claimed = Claims.until(database, job);
    var retried = new Retried(new AttemptError("broken", "it broke"), Duration.ofHours(1));
    FinishAttempts.run(database.completions(), List.of(new Ending(claimed.lease(), retried)))
        .await()
        .atMost(Claims.PATIENCE);

    caller
        .get("/jobs/" + job + "/explain")
        .then()
        .body("reasons.code", equalTo(List.of("backing_off")))
        .body("reasons[0].until", endsWith("Z"));
  }

  @Test
  void whatRunsOrIsFinalNeedsNoReason() {
    String job = submit("");
    Claims.until(database, job);
    assertThat(caller.reasons(job)).isEmpty();
    String cancelled = submit("");
    caller.post("/jobs/" + cancelled + "/cancel");
    assertThat(caller.reasons(cancelled)).isEmpty();
  }

  @Test
  void anothersJobIsNotExplained() {
    String job = submit("");
    QueueCalls.ofNewUser().get("/jobs/" + job + "/explain").then().statusCode(404);
    caller.get("/jobs/" + UUID.randomUUID() + "/explain").then().statusCode(404);
    QueueCalls admin = QueueCalls.of("admin@errand.test", "operators know best");
    assertThat(admin.reasons(job)).containsExactly("worker_busy");
  }

  private String submit(String more) {
    return caller.submitted("{\"type\":\"noop\"" + more + "}");
  }
}
