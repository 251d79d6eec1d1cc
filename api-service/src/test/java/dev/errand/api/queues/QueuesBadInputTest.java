package dev.errand.api.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import dev.errand.api.accounts.People;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused says why and changes nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QueuesBadInputTest {
  @Inject DataSource accounts;

  private static QueueCalls caller;

  @BeforeEach
  void signIn() {
    if (caller == null) {
      caller = QueueCalls.ofNewUser();
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        row("truncated", "{\"concurrency\":1", 400, null),
        row("array for object", "[]", 400, null),
        row("null", "null", 400, null),
        row("empty", "", 400, null),
        row("trailing garbage", "{} x", 400, null),
        row("byte order mark", "\uFEFF{}", 400, null),
        row("duplicate key", "{\"manual\":true,\"manual\":false}", 400, null),
        row("depth 100 000", "{\"rateLimit\":" + "[".repeat(100_000), 400, null),
        row("number of 100 000 digits", with("concurrency", "9".repeat(100_000)), 400, null),
        row("unknown field", with("tenantId", "\"x\""), 422, "#/tenantId"),
        row("a typo", with("concurency", "1"), 422, "#/concurency"),
        row("concurrency 0", with("concurrency", "0"), 422, "#/concurrency"),
        row("concurrency -1", with("concurrency", "-1"), 422, "#/concurrency"),
        row("concurrency 10001", with("concurrency", "10001"), 422, "#/concurrency"),
        row("concurrency 1.5", with("concurrency", "1.5"), 422, "#/concurrency"),
        row("concurrency \"5\"", with("concurrency", "\"5\""), 422, "#/concurrency"),
        row("concurrency of ten digits", with("concurrency", "9999999999"), 422, "#/concurrency"),
        row("per key 0", with("perKeyConcurrency", "0"), 422, "#/perKeyConcurrency"),
        row("manual \"yes\"", with("manual", "\"yes\""), 422, "#/manual"),
        row("rate without a time", rate("{\"count\":1}"), 422, "#/rateLimit/per"),
        row("rate without a count", rate("{\"per\":\"PT1S\"}"), 422, "#/rateLimit/count"),
        row("rate of nothing", rate("{}"), 422, "#/rateLimit/count"),
        row("rate 0", rate(0, "PT1S"), 422, "#/rateLimit/count"),
        row("rate 1000001", rate(1_000_001, "PT1S"), 422, "#/rateLimit/count"),
        row("rate per 0.9 s", rate(1, "PT0.9S"), 422, "#/rateLimit/per"),
        row("rate per 25 h", rate(1, "PT25H"), 422, "#/rateLimit/per"),
        row("rate per minute", rate(1, "minute"), 422, "#/rateLimit/per"),
        row("rate per less than nothing", rate(1, "-PT1S"), 422, "#/rateLimit/per"),
        row("rate as a number", rate("5"), 422, "#/rateLimit"),
        row(
            "several",
            "{\"concurrency\":0,\"rateLimit\":{\"count\":0,\"per\":\"PT0S\"}}",
            422,
            "#/concurrency"));
  }

  private static Arguments row(String name, String body, int status, String pointer) {
    return Arguments.of(name, body, status, pointer);
  }

  private static String with(String field, String value) {
    return "{\"" + field + "\":" + value + "}";
  }

  private static String rate(String value) {
    return with("rateLimit", value);
  }

  private static String rate(int count, String per) {
    return rate("{\"count\":" + count + ",\"per\":\"" + per + "\"}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void badLimitsAreRefused(String name, String body, int status, String pointer) {
    Response answer =
        caller.call().body(body.getBytes(StandardCharsets.UTF_8)).put("/api/v1/queues/mails");

    answer.then().statusCode(status).contentType("application/problem+json");
    if (pointer != null) {
      assertThat(answer.<List<String>>path("errors.pointer")).contains(pointer);
    }
    caller.get("/queues/mails").then().statusCode(404);
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    Response answer =
        caller.put("mails", "{\"concurrency\":0,\"rateLimit\":{\"count\":0,\"per\":\"PT0S\"}}");

    assertThat(answer.<List<String>>path("errors.pointer"))
        .containsExactlyInAnyOrder("#/concurrency", "#/rateLimit/count", "#/rateLimit/per");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mails", "1a", "a_b", "ä", "-a"})
  void whatCannotBeANameIsNoQueue(String name) {
    caller.get("/queues/" + name).then().statusCode(404);
    caller.put(name, "{}").then().statusCode(422).body("errors[0].pointer", equalTo("#/queue"));
    for (String verb : List.of("resume", "purge", "run-next")) {
      caller.post("/queues/" + name + "/" + verb).then().statusCode(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reason\":\"\"}",
        "{\"reason\":\" \"}",
        "{\"reason\":\"a\\u0000b\"}",
        "{\"reason\":5}",
        "{\"why\":\"x\"}"
      })
  void aBadReasonPausesNothing(String body) {
    caller.call().body(body).post("/api/v1/queues/mails/pause").then().statusCode(422);
    caller.get("/queues/mails").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=-1", "limit=1000000000", "limit=abc", "page=2", "q=x"})
  void badQueriesAreRefused(String query) {
    caller.get("/queues?" + query).then().statusCode(422);
  }

  @Test
  void aCursorIsBoundToItsTenantAndCannotBeTamperedWith() {
    QueueCalls owner = QueueCalls.ofNewUser();
    owner.put("a", "{}").then().statusCode(200);
    owner.put("b", "{}").then().statusCode(200);
    String cursor = owner.get("/queues?limit=1").path("nextCursor");

    owner.get("/queues?limit=1&cursor=" + cursor).then().statusCode(200);
    caller.get("/queues?limit=1&cursor=" + cursor).then().statusCode(400);
    for (String bad : List.of(cursor.substring(1), "x", "%20", "YQ")) {
      owner.get("/queues?cursor=" + bad).then().statusCode(400);
    }
  }

  @Test
  void aViewerReadsOnly() throws SQLException {
    String email = People.verifiedUser();
    try (Connection connection = accounts.getConnection();
        PreparedStatement demote =
            connection.prepareStatement("update app_user set role = 'viewer' where email = ?")) {
      demote.setString(1, email);
      assertThat(demote.executeUpdate()).isOne();
    }
    QueueCalls viewer = QueueCalls.of(email, People.PASSWORD);

    viewer.get("/queues").then().statusCode(200);
    viewer.put("q", "{}").then().statusCode(403);
    for (String verb : List.of("pause", "resume", "purge", "run-next")) {
      viewer.post("/queues/q/" + verb).then().statusCode(403);
    }
    viewer.call().delete("/api/v1/queues/q").then().statusCode(403);
  }

  @Test
  void theOperatorAloneWeighsTenants() throws SQLException {
    QueueCalls admin = QueueCalls.of("admin@errand.test", "operators know best");
    String email = People.verifiedUser();
    String tenant = tenantOf(email);

    weigh(admin, tenant, "{\"weight\":3}").then().statusCode(200).body("weight", equalTo(3));
    weigh(admin, tenant, "{\"weight\":5}").then().statusCode(200);
    for (String bad : List.of("0", "101", "1.5", "\"3\"", "null")) {
      weigh(admin, tenant, "{\"weight\":" + bad + "}").then().statusCode(422);
    }
    weigh(admin, tenant, "{}").then().statusCode(422);
    weigh(admin, UUID.randomUUID().toString(), "{\"weight\":3}").then().statusCode(404);
    weigh(admin, "x", "{\"weight\":3}").then().statusCode(404);
    weigh(caller, tenant, "{\"weight\":3}").then().statusCode(403);
  }

  private static Response weigh(QueueCalls who, String tenant, String body) {
    return who.call().body(body).put("/api/v1/admin/tenants/" + tenant + "/weight");
  }

  private String tenantOf(String email) throws SQLException {
    try (Connection connection = accounts.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select tenant_id from app_user where email = ?")) {
      select.setString(1, email);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }
}
