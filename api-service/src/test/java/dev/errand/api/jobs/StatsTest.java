package dev.errand.api.jobs;

import static dev.errand.model.figure.Buckets.COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The overview's figures, of what workers left behind. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StatsTest {
  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void anEmptyTenantHasSixtyEmptyMinutes() {
    caller
        .get("/stats")
        .then()
        .statusCode(200)
        .body("states.total", equalTo(0))
        .body("minutes", hasSize(60))
        .body("minutes[59].completed", equalTo(0))
        .body("minutes[59].wait.p50", nullValue())
        .body("oldestPendingAge", nullValue())
        .body("topErrors", hasSize(0))
        .body("workers.alive", notNullValue())
        .body("workers.slots", notNullValue());
  }

  @Test
  void whatWorkersCountedIsSummed() {
    String tenant = caller.get("/auth/me").path("tenant.id");
    for (int worker : new int[] {1, 2}) {
      engine(
          """
          insert into figure
          select $1, date_trunc('minute', now()), 'default', $2, 10, 1, 2, 0,
            array_fill(0, array[11]) || 10 || array_fill(0, array[12]),
            array_fill(0, array[1]) || 10 || array_fill(0, array[22])
          """,
          UUID.fromString(tenant),
          worker);
    }
    String id = caller.submitted("{\"type\":\"noop\"}");
    for (int attempt : new int[] {1, 2, 3}) {
      engine(
          "insert into attempt values ($1, $2, $3, 1, now(), now(), $4, 'it broke')",
          UUID.fromString(id),
          attempt,
          UUID.fromString(tenant),
          attempt == 3 ? "rare" : "often");
    }

    Response stats = caller.get("/stats");

    assertThat(COUNT).isEqualTo(24);
    assertThat(stats.<Integer>path("minutes.completed.sum()")).isEqualTo(20);
    assertThat(stats.<Integer>path("minutes.failed.sum()")).isEqualTo(2);
    assertThat(stats.<Integer>path("minutes.retried.sum()")).isEqualTo(4);
    Duration wait = Duration.parse(stats.path("minutes.findAll { it.completed > 0 }[0].wait.p50"));
    assertThat(wait).isBetween(Duration.ofMillis(1024), Duration.ofMillis(2048));
    Duration run = Duration.parse(stats.path("minutes.findAll { it.completed > 0 }[0].run.p95"));
    assertThat(run).isBetween(Duration.ofMillis(1), Duration.ofMillis(2));
    stats
        .then()
        .body("states.pending", equalTo(1))
        .body("topErrors", hasSize(2))
        .body("topErrors[0].code", equalTo("often"))
        .body("topErrors[0].count", equalTo(2))
        .body("topErrors[0].message", equalTo("it broke"))
        .body("topErrors[0].sampleJob", equalTo(id));
    assertThat(Duration.parse(stats.path("oldestPendingAge"))).isPositive();
  }

  @Test
  void anAdminSeesAllOrOne() {
    caller.submitted("{\"type\":\"noop\",\"hold\":true}");
    String tenant = caller.get("/auth/me").path("tenant.id");
    JobCalls admin = JobCalls.of("admin@errand.test", "operators know best");

    admin
        .get("/admin/stats?tenant=" + tenant)
        .then()
        .statusCode(200)
        .body("states.total", equalTo(1));
    admin.get("/admin/stats").then().statusCode(200).body("minutes", hasSize(60));
    admin.get("/admin/stats?tenant=x").then().statusCode(422);
    caller.get("/admin/stats").then().statusCode(403);
  }

  private void engine(String statement, Object... parameters) {
    database.engine().run(statement, Tuple.from(parameters)).await().atMost(Duration.ofSeconds(20));
  }
}
