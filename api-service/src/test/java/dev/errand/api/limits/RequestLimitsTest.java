package dev.errand.api.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StrictProfile.class)
class RequestLimitsTest {
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  @TestHTTPResource URI base;

  @Test
  void everyAnswerSaysWhatIsLeftAndTheLastOneWhenToComeBack() {
    String address = newAddress();
    for (int left = 4; left >= 0; left--) {
      from(address)
          .get("/api/v1/me")
          .then()
          .statusCode(401)
          .header("RateLimit-Policy", equalTo("\"address\";q=5;w=60"))
          .header("RateLimit", startsWith("\"address\";r=" + left + ";t="));
    }

    Response refused = from(address).get("/api/v1/me");

    refused
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("code", equalTo("rate_limited"))
        .header("RateLimit", startsWith("\"address\";r=0;t="))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Content-Security-Policy", notNullValue())
        .header("Cache-Control", equalTo("no-store"));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 12);
    from(newAddress()).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void aSubscribersAddressesCountTogether() {
    for (int i = 0; i < 5; i++) {
      from("2001:db8:7:7::" + i).get("/api/v1/me").then().statusCode(401);
    }
    from("2001:db8:7:7:ffff::1").get("/api/v1/me").then().statusCode(429);
    from("2001:db8:7:8::1").get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void whoHasSignedInHasALimitOfItsOwnWhereverItIs() {
    String token = demoToken();
    from(newAddress()).header("Authorization", "Bearer " + token).get("/api/v1/me");
    for (int i = 0; i < 4; i++) {
      from(newAddress())
          .header("Authorization", "Bearer " + token)
          .get("/api/v1/me")
          .then()
          .statusCode(200)
          .header("RateLimit", startsWith("\"caller\";r=" + (3 - i)));
    }
    from(newAddress())
        .header("Authorization", "Bearer " + token)
        .get("/api/v1/me")
        .then()
        .statusCode(429);
  }

  @Test
  void tokensThatNobodyKnowsAreNobodys() {
    String address = newAddress();
    for (int i = 0; i < 5; i++) {
      from(address)
          .header("Authorization", "Bearer x" + i)
          .get("/api/v1/me")
          .then()
          .statusCode(401);
    }
    from(address).header("Authorization", "Bearer y").get("/api/v1/me").then().statusCode(429);
  }

  @Test
  void whatChangesCredentialsHasAStricterLimit() {
    String address = newAddress();
    for (int i = 0; i < 3; i++) {
      login(address, "nobody-" + i)
          .then()
          .statusCode(401)
          .header("RateLimit-Policy", containsString("\"address\""));
    }
    Response refused = login(address, "nobody");
    refused.then().statusCode(429);
    assertThat(refused.header("RateLimit-Policy"))
        .isEqualTo("\"address\";q=5;w=60, \"credentials\";q=3;w=60");
    from(address).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void noSpellingOfAPathGetsAroundIt() throws Exception {
    for (String path :
        List.of(
            "/api/v1/auth/login",
            "/api/v1//auth/login",
            "/api/v1/auth/./login",
            "/api/v1/x/../auth/login",
            "/api/v1/%61uth/login",
            "/api/v1/auth;x=y/login",
            "/api;x/v1/auth/login",
            "/api/v1/auth/login;x",
            "/api/v1/auth%2Flogin")) {
      String address = newAddress();
      for (int i = 0; i < 3; i++) {
        raw(path, address);
      }
      assertThat(raw(path, address)).as(path).isIn(404, 429);
    }
  }

  @Test
  void oneAccountIsNotAskedForOftenWhereverThatComesFrom() {
    for (int i = 0; i < 3; i++) {
      login(newAddress(), "often@example.org").then().statusCode(401);
    }
    login(newAddress(), "Often@example.org")
        .then()
        .statusCode(429)
        .body("code", equalTo("rate_limited"));
  }

  @Test
  void nobodysMailboxIsFlooded() {
    for (int i = 0; i < 2; i++) {
      resend().then().statusCode(202);
    }
    resend().then().statusCode(429).header("Retry-After", notNullValue());
  }

  @Test
  void healthAndPagesAreNotCounted() {
    String address = newAddress();
    for (int i = 0; i < 10; i++) {
      from(address).get("/q/health/live").then().statusCode(200).header("RateLimit", nullValue());
      from(address).get("/problems/csrf").then().statusCode(200);
    }
  }

  @Test
  void thePageThatTheOperatorNamedMayReadAnswers() {
    from(newAddress())
        .header("Origin", StrictProfile.PAGE)
        .get("/api/v1/me")
        .then()
        .header("Access-Control-Allow-Origin", equalTo(StrictProfile.PAGE));
    from(newAddress())
        .header("Origin", StrictProfile.PAGE)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .options("/api/v1/jobs")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(StrictProfile.PAGE));
    from(newAddress())
        .header("Origin", "https://evil.example")
        .get("/api/v1/me")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void overHttpsBrowsersAreToldToStayThere() {
    from(newAddress())
        .get("/api/v1/me")
        .then()
        .header("Strict-Transport-Security", startsWith("max-age=31536000"));
    given().get("/nothing").then().header("Strict-Transport-Security", notNullValue());
  }

  private static String newAddress() {
    return "198.51.100." + ADDRESSES.incrementAndGet();
  }

  private static RequestSpecification from(String address) {
    return given().header("X-Forwarded-For", address);
  }

  private static Response login(String address, String login) {
    return from(address)
        .contentType(ContentType.JSON)
        .body(Map.of("login", login, "password", "wrong"))
        .post("/api/v1/auth/login");
  }

  private static Response resend() {
    return from(newAddress())
        .contentType(ContentType.JSON)
        .body(Map.of("email", "flooded@example.org"))
        .post("/api/v1/auth/resend-verification");
  }

  private static String demoToken() {
    return from(newAddress())
        .contentType(ContentType.JSON)
        .body(Map.of("login", "demo@errand.test", "password", "try it out today"))
        .post("/api/v1/auth/login")
        .path("accessToken");
  }

  private int raw(String path, String address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + base.getAuthority() + path))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", address)
            .POST(BodyPublishers.ofString("{\"login\":\"nobody\",\"password\":\"wrong\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
