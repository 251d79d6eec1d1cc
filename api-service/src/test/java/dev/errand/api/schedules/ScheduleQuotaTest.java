package dev.errand.api.schedules;

import static dev.errand.api.schedules.SchedulesTest.NIGHTLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ScheduleQuotaTest {
  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void creationsAtOnceDoNotExceedTheQuota() throws Exception {
    String first = create("first").then().statusCode(201).extract().path("id");
    copy(first, 996);

    List<Response> answers;
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      answers =
          callers
              .invokeAll(
                  IntStream.range(0, 8)
                      .<Callable<Response>>mapToObj(i -> () -> create("p" + i))
                      .toList())
              .stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(3);
    assertThat(answers.stream().filter(answer -> answer.statusCode() != 201))
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(409);
              assertThat(answer.<String>path("code")).isEqualTo("limit_reached");
            });
    caller.call().delete("/api/v1/schedules/" + first).then().statusCode(204);
    create("again").then().statusCode(201);
    create("too many").then().statusCode(409).body("code", equalTo("limit_reached"));
  }

  private Response create(String name) {
    return caller.call().body(NIGHTLY.replace("nightly", name)).post("/api/v1/schedules");
  }

  private void copy(String schedule, int times) {
    database
        .engine()
        .run(
            """
            insert into schedule
            select (
              jsonb_populate_record(
                s, jsonb_build_object('id', gen_random_uuid(), 'name', 'copy ' || i)
              )
            ).*
            from schedule s, generate_series(1, $2::int) as i
            where s.id = $1
            """,
            Tuple.of(UUID.fromString(schedule), times))
        .await()
        .atMost(Duration.ofSeconds(20));
  }
}
