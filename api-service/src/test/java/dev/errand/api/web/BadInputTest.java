package dev.errand.api.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadInputTest {
  private static final String PASSWORD = "\"password\":\"correct horse staples\"";

  static Stream<Arguments> bodies() {
    return Stream.of(
        row("truncated", "{\"login\":\"a\"", 400, "malformed_request", null),
        row("array for object", "[1]", 400, "malformed_request", null),
        row("string for object", "\"x\"", 400, "malformed_request", null),
        row("null for object", "null", 400, "malformed_request", null),
        row("empty", "", 400, "malformed_request", null),
        row("blank", "  ", 400, "malformed_request", null),
        row("garbage", "hello", 400, "malformed_request", null),
        row("trailing garbage", login("a") + " x", 400, "malformed_request", null),
        row("second object", login("a") + "{}", 400, "malformed_request", null),
        row("byte order mark", "\uFEFF" + login("a"), 400, "malformed_request", null),
        row("duplicate key", "{\"login\":\"a\",\"login\":\"b\"}", 400, "malformed_request", null),
        row("depth 71", nested(71), 400, "malformed_request", null),
        row("depth 100 000", nested(100_000), 400, "malformed_request", null),
        row("huge number", "{\"login\":" + "9".repeat(100_000) + "}", 400, null, null),
        row("number for text", "{\"login\":5," + PASSWORD + "}", 422, null, "#/login"),
        row("true for text", "{\"login\":true," + PASSWORD + "}", 422, null, "#/login"),
        row("object for text", "{\"login\":{}," + PASSWORD + "}", 422, null, "#/login"),
        row("unknown field", "{\"role\":\"admin\"}", 422, "validation_failed", "#/role"),
        row("missing field", "{\"login\":\"a\"}", 422, "validation_failed", "#/password"),
        row("NUL", login("a\\u0000b"), 422, "validation_failed", "#/login"),
        row("lone high surrogate", login("a\\ud800b"), 422, "validation_failed", "#/login"),
        row("lone low surrogate", login("\\udc00"), 422, "validation_failed", "#/login"),
        row("NUL in a name", "{\"lo\\u0000gin\":1}", 422, "validation_failed", null),
        row(
            "password of half a megabyte",
            "{\"login\":\"a\",\"password\":\"" + "x".repeat(500_000) + "\"}",
            422,
            "validation_failed",
            "#/password"));
  }

  private static Arguments row(String name, String body, int status, String code, String pointer) {
    return Arguments.of(name, body, status, code, pointer);
  }

  private static String login(String login) {
    return "{\"login\":\"" + login + "\"," + PASSWORD + "}";
  }

  private static String nested(int depth) {
    return "{\"login\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void badBodiesAreRefused(String name, String body, int status, String code, String pointer) {
    Response answer =
        given()
            .contentType("application/json")
            .body(body.getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/auth/login");
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("traceId", notNullValue());
    if (code != null) {
      assertThat((String) answer.path("code")).isEqualTo(code);
    }
    if (pointer != null) {
      assertThat((String) answer.path("errors[0].pointer")).isEqualTo(pointer);
    }
  }

  @Test
  void utf16IsRefused() {
    given()
        .contentType("application/json")
        .body(login("a").getBytes(StandardCharsets.UTF_16LE))
        .post("/api/v1/auth/login")
        .then()
        .statusCode(400);
  }

  static Stream<Arguments> signUps() {
    return Stream.of(
        Arguments.of("short password", "a@b.org", "short", "#/password"),
        Arguments.of("common password", "a@b.org", "password12345", "#/password"),
        Arguments.of("one character", "a@b.org", "aaaaaaaaaaaaaaaa", "#/password"),
        Arguments.of("the address as password", "somebody@b.org", "somebody@b.org", "#/password"),
        Arguments.of("257 characters", "a@b.org", "ab".repeat(128) + "c", "#/password"),
        Arguments.of("no address", "nobody", "correct horse staples", "#/email"),
        Arguments.of("CRLF", "a@b.org\\r\\nBcc: x@y.org", "correct horse staples", "#/email"),
        Arguments.of("trailing newline", "a@b.org\\n", "correct horse staples", "#/email"),
        Arguments.of("two addresses", "a@b.org,c@d.org", "correct horse staples", "#/email"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("signUps")
  void badSignUpsAreRefused(String name, String email, String password, String pointer) {
    given()
        .contentType("application/json")
        .body("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(422)
        .body("code", equalTo("validation_failed"))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void aBodyOverTheLimitIsRefusedWithItsLength() {
    given()
        .contentType("application/json")
        .body(login("x".repeat(1024 * 1024)))
        .post("/api/v1/auth/login")
        .then()
        .statusCode(413)
        .body("code", equalTo("payload_too_large"));
  }

  @Test
  void contentTypeAndEncodingAreRequired() {
    RestAssuredConfig bare =
        RestAssuredConfig.config()
            .encoderConfig(
                EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));
    String path = "/api/v1/auth/login";
    given()
        .config(bare)
        .contentType("text/plain")
        .body(login("a"))
        .post(path)
        .then()
        .statusCode(415);
    given()
        .config(bare)
        .contentType("application/json; charset=utf-16")
        .body(login("a"))
        .post(path)
        .then()
        .statusCode(415);
    given()
        .contentType("application/json")
        .header("Content-Encoding", "gzip")
        .body(new byte[] {31, -117, 8, 0})
        .post(path)
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported_media_type"));
  }

  @Test
  void addressesAndMethodsThatDoNotExistAreProblemsToo() {
    given().get("/api/v1/nothing").then().statusCode(404).body("code", equalTo("not_found"));
    given().get("/api/nothing").then().statusCode(404).body("code", equalTo("not_found"));
    given()
        .delete("/api/v1/auth/login")
        .then()
        .statusCode(405)
        .body("code", equalTo("method_not_allowed"));
    given()
        .accept("image/png")
        .contentType("application/json")
        .body(login("a"))
        .post("/api/v1/auth/login")
        .then()
        .statusCode(406)
        .body("code", equalTo("not_acceptable"));
  }

  @Test
  void everyAnswerHasTheSecurityHeaders() {
    for (String path : new String[] {"/api/v1/nothing", "/problems/not_found", "/nothing"}) {
      given()
          .get(path)
          .then()
          .header("X-Content-Type-Options", equalTo("nosniff"))
          .header("Referrer-Policy", equalTo("no-referrer"))
          .header("Content-Security-Policy", notNullValue());
    }
    given().get("/api/v1/nothing").then().header("Cache-Control", equalTo("no-store"));
  }

  @Test
  void everyCodeHasAPage() {
    given()
        .accept("text/html")
        .get("/problems/csrf")
        .then()
        .statusCode(200)
        .contentType("text/html");
    given()
        .accept("application/json")
        .get("/problems/csrf")
        .then()
        .statusCode(200)
        .body("status", equalTo(403));
    given().get("/problems/nonsense").then().statusCode(404);
  }
}
