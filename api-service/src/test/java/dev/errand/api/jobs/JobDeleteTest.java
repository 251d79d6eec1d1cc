package dev.errand.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import dev.errand.live.channel.JobEventListener;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobDeleteTest {
  /** Remembers the news. */
  @Singleton
  static class Ears implements JobEventListener {
    private final Queue<JobEvent> heard = new ConcurrentLinkedQueue<>();

    @Override
    public void on(TenantEvents events) {
      heard.addAll(events.events());
    }

    List<String> of(String job) {
      return heard.stream()
          .filter(event -> event.job().toString().equals(job))
          .map(event -> event instanceof JobEvent.StateChanged change ? change.event() : "other")
          .toList();
    }
  }

  @Inject Database database;
  @Inject Ears ears;

  private JobCalls caller;
  private Work work;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
    work = new Work(database);
  }

  @Test
  void aDeletedJobIsNowhereToBeSeen() {
    String waiting = caller.submitted("{\"type\":\"noop\",\"tags\":[\"t\"]}");
    String done = caller.submitted("{\"type\":\"noop\"}");
    String kept = caller.submitted("{\"type\":\"noop\",\"hold\":true}");
    work.end(work.begin(done), new AttemptOutcome.Completed(null));
    String held = caller.submitted("{\"type\":\"noop\",\"hold\":true}");

    for (String id : List.of(done, held)) {
      delete(id).then().statusCode(204);
      for (String path : List.of("", "/attempts", "/history", "/logs")) {
        caller.get("/jobs/" + id + path).then().statusCode(404);
      }
      for (String verb : List.of("/run", "/cancel", "/retry")) {
        caller.post("/jobs/" + id + verb).then().statusCode(404);
      }
      caller.call().body("{}").patch("/api/v1/jobs/" + id).then().statusCode(404);
      delete(id).then().statusCode(404);
    }
    assertThat(caller.get("/jobs").<List<String>>path("items.id")).containsExactly(kept, waiting);
    assertThat(caller.get("/jobs?state=completed").<List<?>>path("items")).isEmpty();
  }

  @Test
  void onlyAJobThatWaitedIsToldToBeCancelled() {
    String done = caller.submitted("{\"type\":\"noop\"}");
    work.end(work.begin(done), new AttemptOutcome.Completed(null));
    String waiting = caller.submitted("{\"type\":\"noop\"}");

    delete(done).then().statusCode(204);
    delete(waiting).then().statusCode(204);

    await().until(() -> ears.of(waiting).contains("job.cancelled"));
    assertThat(ears.of(done)).doesNotContain("job.cancelled");
  }

  @Test
  void aRunningJobStays() {
    String id = caller.submitted("{\"type\":\"noop\"}");
    Lease lease = work.begin(id);

    delete(id).then().statusCode(409).body("code", equalTo("state_conflict"));

    work.end(lease, new AttemptOutcome.Completed(null));
    caller.get("/jobs/" + id).then().statusCode(200).body("state", equalTo("completed"));
    delete(id).then().statusCode(204);
  }

  @Test
  void anothersJobIsNotThereAndAnAdminMayDeleteIt() {
    String id = caller.submitted("{\"type\":\"noop\"}");

    JobCalls.ofNewUser().call().delete("/api/v1/jobs/" + id).then().statusCode(404);
    caller.get("/jobs/" + id).then().statusCode(200);
    JobCalls.of("admin@errand.test", "operators know best")
        .call()
        .delete("/api/v1/jobs/" + id)
        .then()
        .statusCode(204);
    caller.get("/jobs/" + id).then().statusCode(404);
  }

  @Test
  void aDeletedJobsUniqueKeyIsFree() {
    String keyed = "{\"type\":\"noop\",\"uniqueKey\":\"k\"}";
    delete(caller.submitted(keyed)).then().statusCode(204);

    caller.submit(keyed).then().statusCode(201);
  }

  private io.restassured.response.Response delete(String id) {
    return caller.call().delete("/api/v1/jobs/" + id);
  }
}
