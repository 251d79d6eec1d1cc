package dev.errand.api.schedules;

import static dev.errand.api.schedules.SchedulesTest.NIGHTLY;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.errand.api.PostgresResource;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SchedulesBadInputTest {
  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"cron":"* * * * *","job":{"type":"noop"}}                                     | #/name
          {"name":"n","job":{"type":"noop"}}                                             | #/cron
          {"name":"n","cron":"* * * * *"}                                                | #/job
          {"name":"n","cron":"* * * * *","job":null}                                     | #/job
          {"name":"n","cron":"* * * * *","job":[]}                                       | #/job
          {"name":"n","cron":"* * * * *","job":{}}                                       | #/job/type
          {"name":"n","cron":"* * * * *","job":{"type":"report.render"}}                 | #/job/data/pages
          {"name":"n","cron":"* * * * *","job":{"type":"nop"}}                           | #/job/type
          {"name":"n","cron":"* * * * *","job":{"type":"noop","prio":1}}                 | #/job/prio
          {"name":"n","cron":"* * * * *","job":{"type":"noop","delay":"PT1S"}}           | #/job/delay
          {"name":"n","cron":"* * * * *","job":{"type":"noop","runAt":"2030-01-01T00:00:00Z"}}| #/job/runAt
          {"name":"n","cron":"* * * * *","job":{"type":"noop","deadlineAt":"2030-01-01T00:00:00Z"}}| #/job/deadlineAt
          {"name":"n","cron":"* * * * *","job":{"type":"noop","uniqueKey":"k"}}          | #/job/uniqueKey
          {"name":"","cron":"* * * * *","job":{"type":"noop"}}                           | #/name
          {"name":"n\\u0000","cron":"* * * * *","job":{"type":"noop"}}                   | #/name
          {"name":"n","cron":"0 0 30 2 *","job":{"type":"noop"}}                         | #/cron
          {"name":"n","cron":"61 * * * *","job":{"type":"noop"}}                         | #/cron
          {"name":"n","cron":"* * * * *","every":"PT1M","job":{"type":"noop"}}           | #/every
          {"name":"n","every":"PT0.5S","job":{"type":"noop"}}                            | #/every
          {"name":"n","every":"hourly","job":{"type":"noop"}}                            | #/every
          {"name":"n","cron":"* * * * *","timezone":"Mars/Olympus","job":{"type":"noop"}}| #/timezone
          {"name":"n","cron":"* * * * *","timezone":"+02:00","job":{"type":"noop"}}      | #/timezone
          {"name":"n","cron":"* * * * *","timezone":"SystemV/AST4","job":{"type":"noop"}}| #/timezone
          {"name":"n","cron":"* * * * *","overlap":"queue","job":{"type":"noop"}}        | #/overlap
          {"name":"n","cron":"* * * * *","misfire":"ALL","job":{"type":"noop"}}          | #/misfire
          {"name":"n","cron":"* * * * *","catchUp":"P8D","job":{"type":"noop"}}          | #/catchUp
          {"name":"n","cron":"* * * * *","dstGap":"run","job":{"type":"noop"}}           | #/dstGap
          {"name":"n","cron":"* * * * *","dstOverlap":"third","job":{"type":"noop"}}     | #/dstOverlap
          {"name":"n","cron":"* * * * *","tenantId":"x","job":{"type":"noop"}}           | #/tenantId
          {"name":"n","cron":5,"job":{"type":"noop"}}                                    | #/cron
          """)
  void whatIsWrongIsNamed(String body, String pointer) {
    create(body).then().statusCode(422).body("errors[0].pointer", equalTo(pointer));
    caller.get("/schedules").then().body("items", empty());
  }

  @Test
  void malformedRequestsAreRefused() {
    create("{\"name\":").then().statusCode(400);
    create("[]").then().statusCode(400);
    create("").then().statusCode(400);
    create("{\"name\":\"n\",\"cron\":\"* * * * *\",\"job\":{\"type\":\"noop\",\"type\":\"noop\"}}")
        .then()
        .statusCode(400);
    patch(created(NIGHTLY), "{\"cron\":\"never\"}").then().statusCode(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":5,\"cron\":",
        "{\"name\":5} {}",
        "{\"nmae\":\"n\",\"cron\":\"* * * * *\",}",
        "{\"name\":{},\"name\":\"n\"}"
      })
  void aTextThatIsNoJsonIsToldAsSuchWhereverItsFirstWrongFieldStands(String body) {
    create(body).then().statusCode(400).body("code", equalTo("malformed_request"));
    caller
        .call()
        .body(body.replace("name", "action"))
        .post("/api/v1/jobs/bulk")
        .then()
        .statusCode(400);
    caller.submit(body.replace("\"name\"", "\"priority\"")).then().statusCode(400);
  }

  @Test
  void whatIsWrongWithACronIsSaidInOurWords() {
    create(NIGHTLY.replace("0 3 * * *", "0 25 * * *"))
        .then()
        .statusCode(422)
        .body("errors[0].detail", startsWith("field 2 (hour), character 3: '25' must be"));
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
}
