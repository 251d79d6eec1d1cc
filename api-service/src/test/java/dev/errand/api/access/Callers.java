package dev.errand.api.access;

import static io.restassured.RestAssured.given;

import dev.errand.api.accounts.People;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everybody who may ask, over HTTP. */
final class Callers {
  private Callers() {}

  /** A person with a login of its own. */
  record Person(String email, String password, String token) {
    static Person signIn(String email, String password) {
      return new Person(email, password, People.login(email, password).path("accessToken"));
    }

    Person again() {
      return signIn(email, password);
    }

    String id() {
      return as(token).get("/api/v1/auth/me").path("id");
    }

    String tenant() {
      return as(token).get("/api/v1/auth/me").path("tenant.id");
    }
  }

  /** The owner of a tenant of its own. */
  static Person owner() {
    return Person.signIn(People.verifiedUser(), People.PASSWORD);
  }

  static Person admin() {
    return Person.signIn("admin@errand.test", "operators know best");
  }

  /** Somebody whom that owner has invited. */
  static Person member(Person owner, String role) {
    String email = People.newEmail();
    var unused = invite(owner, email, role);
    accept(People.linkToken(email)).then().statusCode(200);
    return Person.signIn(email, People.PASSWORD);
  }

  static UUID invite(Person owner, String email, String role) {
    return UUID.fromString(
        as(owner.token())
            .body(Map.of("email", email, "role", role))
            .post("/api/v1/tenant/members")
            .then()
            .statusCode(202)
            .extract()
            .path("id"));
  }

  static Response accept(String token) {
    return People.json(Map.of("token", token, "password", People.PASSWORD))
        .post("/api/v1/auth/accept-invitation");
  }

  /** A key of that person. */
  static String key(Person maker, String... scopes) {
    return makeKey(maker, Map.of("name", "test", "scopes", List.of(scopes))).path("key");
  }

  /** A key of that person for one queue. */
  static String limitedKey(Person maker, String queue) {
    return makeKey(
            maker,
            Map.of(
                "name", "test",
                "scopes", List.of("jobs:read", "jobs:write"),
                "queues", List.of(queue)))
        .path("key");
  }

  static Response makeKey(Person maker, Map<String, ?> body) {
    Response answer = as(maker.token()).body(body).post("/api/v1/api-keys");
    answer.then().statusCode(201);
    return answer;
  }

  static RequestSpecification as(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .accept("application/json");
  }
}
