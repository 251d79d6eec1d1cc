package dev.errand.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WebhooksTest {
  private static final String ALL =
      """
      {"url":"https://hooks.example.org/errand?a=b","description":"ours","events":
       ["job.completed","job.failed"],"queue":"q-1","jobType":"report.render"}
      """;

  @Inject Database database;

  private JobCalls caller;

  @BeforeEach
  void signIn() {
    JobCalls.registerTypes(database);
    caller = JobCalls.ofNewUser();
  }

  @Test
  void aCreatedWebhookIsWhatWasAskedForAndShowsItsSecretOnce() {
    Response created = create(ALL);

    String id = created.path("id");
    String secret = created.path("secret");
    created
        .then()
        .statusCode(201)
        .header("Location", endsWith("/api/v1/webhooks/" + id))
        .header("ETag", equalTo("\"1\""));
    assertThat(secret).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSizeBetween(24, 64);
    caller
        .get("/webhooks/" + id)
        .then()
        .statusCode(200)
        .body("url", equalTo("https://hooks.example.org/errand?a=b"))
        .body("description", equalTo("ours"))
        .body("events", contains("job.completed", "job.failed"))
        .body("queue", equalTo("q-1"))
        .body("jobType", equalTo("report.render"))
        .body("enabled", equalTo(true))
        .body("failingSince", nullValue())
        .body("secret", nullValue());
    assertThat(caller.get("/webhooks").asString()).contains(id).doesNotContain("whsec_");
  }

  @Test
  void theSecretRestsSealed() {
    Response created = create(ALL);
    byte[] key = Base64.getDecoder().decode(created.<String>path("secret").substring(6));

    byte[] resting =
        query("select secret from webhook where id = $1", UUID.fromString(created.path("id")))
            .getBuffer(0)
            .getBytes();

    assertThat(new String(resting, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://user@hooks.example.org/",
        "http://user:secret@hooks.example.org/",
        "http://hooks.example.org@10.0.0.1/",
        "http://hooks.example.org:22/",
        "http://hooks.example.org/#x",
        "http://inside.example.org/",
        "http://both.example.org/",
        "http://nat64.example.org/",
        "http://nowhere.example.org/",
        "ftp://hooks.example.org/",
        "hooks.example.org",
        " ",
        ""
      })
  void anAddressThatMayNotBeCalledIsRefused(String url) {
    create("{\"events\":[\"job.failed\"],\"url\":\"" + url + "\"}")
        .then()
        .statusCode(422)
        .body("code", equalTo("validation_failed"))
        .body("errors[0].pointer", equalTo("#/url"));

    String id = created();
    patch(id, "{\"url\":\"" + url + "\"}").then().statusCode(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"url\":\"https://hooks.example.org/\"}",
        "{\"url\":\"https://hooks.example.org/\",\"events\":[]}",
        "{\"url\":\"https://hooks.example.org/\",\"events\":[null]}",
        "{\"url\":\"https://hooks.example.org/\",\"events\":[\"job.done\"]}",
        "{\"url\":\"https://hooks.example.org/\",\"events\":[\"job.failed\"],\"secret\":\"x\"}",
        "{\"url\":\"https://hooks.example.org/\",\"events\":[\"job.failed\"],\"queue\":\"No\"}",
        "{\"url\":\"https://hooks.example.org/\",\"events\":[\"job.failed\"],\"jobType\":\"No\"}",
        "{\"url\":\"https://hooks.example.org/\",\"events\":[\"job.failed\"],"
            + "\"description\":\"\\u0000\"}"
      })
  void whatIsNotValidIsRefused(String body) {
    create(body).then().statusCode(422);
  }

  @Test
  void anEditKeepsWhatItDoesNotName() {
    String id = create(ALL).path("id");

    patch(id, "{\"events\":[\"job.started\"],\"queue\":\"\"}")
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("url", equalTo("https://hooks.example.org/errand?a=b"))
        .body("events", contains("job.started"))
        .body("queue", nullValue())
        .body("jobType", equalTo("report.render"));
    caller
        .call()
        .header("If-Match", "\"1\"")
        .body("{\"enabled\":false}")
        .patch("/api/v1/webhooks/" + id)
        .then()
        .statusCode(412);
  }

  @Test
  void whatErrandTurnedOffIsTurnedOnByHand() {
    String id = created();
    query(
        """
        insert into webhook_standing (webhook_id, tenant_id, failing_since, disabled_at, reason)
        select id, tenant_id, clock_timestamp(), clock_timestamp(), 'its receiver is gone'
        from webhook where id = $1
        returning webhook_id
        """,
        UUID.fromString(id));
    caller
        .get("/webhooks/" + id)
        .then()
        .body("enabled", equalTo(false))
        .body("disabledAt", notNullValue())
        .body("disabledReason", equalTo("its receiver is gone"))
        .body("failingSince", notNullValue());

    patch(id, "{\"enabled\":true}")
        .then()
        .body("enabled", equalTo(true))
        .body("disabledReason", nullValue())
        .body("failingSince", nullValue());
  }

  @Test
  void aRotatedSecretIsAnotherOneAndBothAreGoodForADay() {
    Response created = create(ALL);

    Response rotated = caller.post("/webhooks/" + created.path("id") + "/rotate-secret");

    rotated.then().statusCode(200).body("oldSecretUntil", notNullValue());
    assertThat(rotated.<String>path("secret"))
        .startsWith("whsec_")
        .isNotEqualTo(created.path("secret"));
  }

  @Test
  void theSameKeyIsAnsweredTheSame() {
    Response first = createWithKey(ALL, "k-1");
    Response again = createWithKey(ALL, "k-1");

    again.then().statusCode(201).header("Idempotent-Replayed", equalTo("true"));
    assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(again.<String>path("secret")).isEqualTo(first.path("secret"));
    createWithKey(ALL.replace("ours", "theirs"), "k-1").then().statusCode(422);
  }

  @Test
  void aTrialIsADeliveryThatAJobCarriesOut() {
    String id = created();

    Response trial = caller.post("/webhooks/" + id + "/test");

    String delivery = trial.path("id");
    trial
        .then()
        .statusCode(202)
        .header("Location", endsWith("/api/v1/deliveries/" + delivery))
        .body("event", equalTo("webhook.test"))
        .body("state", equalTo("pending"))
        .body("sendings", empty());
    caller
        .get("/webhooks/" + id + "/deliveries")
        .then()
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(delivery))
        .body("items[0].jobId", nullValue());
    assertThat(query("select type from job where id = $1", UUID.fromString(delivery)).getString(0))
        .isEqualTo("errand.webhook");
    caller.get("/jobs/" + delivery).then().statusCode(404);
    assertThat(JobCalls.ofNewUser().get("/deliveries/" + delivery).statusCode()).isEqualTo(404);
  }

  @Test
  void aReplayIsAnotherDeliveryOfTheSameMessage() {
    String id = created();
    Response first = caller.post("/webhooks/" + id + "/test");

    Response again = caller.post("/deliveries/" + first.path("id") + "/replay");

    again.then().statusCode(202).body("messageId", equalTo(first.path("messageId")));
    assertThat(again.<String>path("id")).isNotEqualTo(first.path("id"));
    caller
        .get("/webhooks/" + id + "/deliveries?limit=1")
        .then()
        .body("items[0].id", equalTo(again.path("id")))
        .body("nextCursor", notNullValue());
  }

  @Test
  void theTypeOfItsJobsIsNotForCallers() {
    caller
        .submit("{\"type\":\"errand.webhook\",\"data\":{}}")
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown_type"));
  }

  @Test
  void whatIsSubmittedIsAnnouncedInTheSameTransaction() {
    caller
        .call()
        .body("{\"url\":\"https://hooks.example.org/\",\"events\":[\"job.submitted\"]}")
        .post("/api/v1/webhooks")
        .then()
        .statusCode(201);

    String job = caller.submitted("{\"type\":\"noop\"}");
    JobCalls.ofNewUser().submitted("{\"type\":\"noop\"}");

    assertThat(
            query("select count(*) from webhook_event where job_id = $1", UUID.fromString(job))
                .getLong(0))
        .isOne();
  }

  @Test
  void aTenantHasSoManyAndNoMore() {
    for (int i = 0; i < 20; i++) {
      create(ALL).then().statusCode(201);
    }

    create(ALL).then().statusCode(409).body("detail", containsString("20"));
  }

  @Test
  void aDeletedWebhookIsGone() {
    String id = created();

    caller.call().delete("/api/v1/webhooks/" + id).then().statusCode(204);

    caller.get("/webhooks/" + id).then().statusCode(404);
    caller.get("/webhooks/" + id + "/deliveries").then().statusCode(404);
  }

  private io.vertx.sqlclient.Row query(String sql, Object... parameters) {
    return database
        .engine()
        .run(sql, Tuple.from(parameters))
        .await()
        .atMost(Duration.ofSeconds(20))
        .iterator()
        .next();
  }

  private String created() {
    return create(ALL).then().statusCode(201).extract().path("id");
  }

  private Response create(String body) {
    return caller.call().body(body).post("/api/v1/webhooks");
  }

  private Response createWithKey(String body, String key) {
    return caller.call().header("Idempotency-Key", key).body(body).post("/api/v1/webhooks");
  }

  private Response patch(String id, String body) {
    return caller.call().body(body).patch("/api/v1/webhooks/" + id);
  }
}
