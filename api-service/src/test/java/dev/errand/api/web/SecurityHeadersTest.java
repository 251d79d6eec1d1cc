package dev.errand.api.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.accounts.People;
import dev.errand.api.accounts.Together;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SecurityHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "GET,     /plain.css,            200",
    "GET,     /problems/csrf,        200",
    "GET,     /q/health/live,        200",
    "GET,     /q/openapi,            200",
    "GET,     /.well-known/jwks.json, 200",
    "GET,     /nothing,              404",
    "GET,     /plain.css/nothing,    404",
    "GET,     /api/v1/me,            401",
    "GET,     /api/v1/nothing,       404",
    "GET,     /api/v1/;x,            404",
    "DELETE,  /api/v1/auth/login,    405",
    "POST,    /api/v1/auth/login,    400",
    "GET,     /api/v1/auth/me?x=y,   401"
  })
  void areOnEveryAnswer(String method, String path, int status) {
    ValidatableResponse answer = given().request(method, path).then().statusCode(status);
    requireHeaders(answer);
    if (path.startsWith("/api/")) {
      answer.header("Cache-Control", equalTo("no-store"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,       {},                                     415",
    "application/json, '{',                                    400",
    "application/json, '{\"role\":\"admin\"}',                 422",
    "application/json, '{\"login\":\"x\",\"password\":\"y\"}', 401"
  })
  void areOnEveryRefusalOfABody(String type, String body, int status) {
    requireHeaders(
        given()
            .contentType(type)
            .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/api/v1/auth/login")
            .then()
            .statusCode(status));
  }

  @Test
  void areOnARefusalOfTooMuch() {
    requireHeaders(
        given()
            .contentType("application/json")
            .body("{\"login\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}")
            .post("/api/v1/auth/login")
            .then()
            .statusCode(413));
  }

  @Test
  void moreSignInsThanMayWaitAreToldToComeBack() throws Exception {
    List<Response> answers =
        Together.all(80, i -> People.login("nobody-" + i + "@example.org", "wrong password"));

    assertThat(answers.stream().map(Response::statusCode)).contains(503).containsOnly(401, 503);
    for (Response answer : answers) {
      requireHeaders(answer.then());
      if (answer.statusCode() == 503) {
        answer.then().body("code", equalTo("overloaded")).header("Retry-After", notNullValue());
      }
    }
  }

  @Test
  void plainHttpIsNotToldToBeHttps() {
    given().get("/nothing").then().header("Strict-Transport-Security", nullValue());
  }

  @Test
  void anAddressThatNobodyVouchesForIsNotBelieved() {
    String email = People.verifiedUser();
    Response pair =
        People.json(Map.of("login", email, "password", People.PASSWORD))
            .header("X-Forwarded-For", "203.0.113.9")
            .post("/api/v1/auth/login");
    People.as(pair)
        .get("/api/v1/auth/sessions")
        .then()
        .body("items[0].address", equalTo("127.0.0.1"));
  }

  private static void requireHeaders(ValidatableResponse answer) {
    answer
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .header("Cross-Origin-Opener-Policy", equalTo("same-origin"))
        .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
  }
}
