package dev.errand.api.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that need not wait for the lock under which workers claim. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QueueLockTest {
  private static final long CLAIM_LOCK = 0x6572_7261_6e64L;
  private static final String MANUAL = "{\"concurrency\":2,\"manual\":true}";

  @Inject Database database;

  private final CompletableFuture<Void> release = new CompletableFuture<>();
  private QueueCalls caller;

  @BeforeEach
  void signIn() {
    QueueCalls.registerTypes(database, "noop");
    caller = QueueCalls.ofNewUser();
    caller.put("mine", MANUAL).then().statusCode(200);
  }

  @AfterEach
  void letGo() {
    release.complete(null);
  }

  @Test
  void limitsThatAreWhatTheyWereNeedNoLock() throws Exception {
    holdTheLock();

    caller
        .put("mine", MANUAL)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("concurrency", equalTo(2))
        .body("version", equalTo(1));
    caller
        .call()
        .header("If-Match", "\"2\"")
        .body(MANUAL)
        .put("/api/v1/queues/mine")
        .then()
        .statusCode(412);
    caller.put("mine", "{\"concurrency\":3}").then().statusCode(503);
  }

  @Test
  void whoHasNothingToRunNeedsNoLock() throws Exception {
    holdTheLock();

    caller.post("/queues/mine/run-next").then().statusCode(204);
    caller
        .post("/queues/other/run-next")
        .then()
        .statusCode(409)
        .body("code", equalTo("queue_not_manual"));
    caller.submitted("{\"type\":\"noop\",\"queue\":\"mine\"}");
    caller.post("/queues/mine/run-next").then().statusCode(503);
  }

  @Test
  void jobsBehindABusyKeyAreNotNothing() {
    String job = "{\"type\":\"noop\",\"queue\":\"mine\",\"concurrencyKey\":\"k\"}";
    String first = caller.submitted(job);
    caller.submitted(job);
    caller.post("/queues/mine/run-next").then().statusCode(200).body("id", equalTo(first));

    caller
        .post("/queues/mine/run-next")
        .then()
        .statusCode(409)
        .body("code", equalTo("state_conflict"))
        .body("detail", containsString("concurrency key"));
    Claims.until(database, first);
    caller
        .post("/queues/mine/run-next")
        .then()
        .statusCode(409)
        .body("detail", containsString("concurrency key"));
  }

  private void holdTheLock() throws Exception {
    var held = new CompletableFuture<Void>();
    var unused =
        database
            .upkeep(
                sql ->
                    sql.run("select pg_advisory_xact_lock($1)", Tuple.of(CLAIM_LOCK))
                        .invoke(() -> held.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(release)))
            .subscribeAsCompletionStage();
    held.get(20, TimeUnit.SECONDS);
    assertThat(release).isNotDone();
  }
}
