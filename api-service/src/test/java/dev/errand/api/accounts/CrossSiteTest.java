package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.signedInUser;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What another site's page can make a browser do with our cookies: nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CrossSiteTest {
  private static Response pair;

  @TestHTTPResource URI base;

  @BeforeEach
  void signIn() {
    if (pair == null) {
      pair = signedInUser();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /api/v1/auth/change-password",
    "PATCH,  /api/v1/auth/me",
    "PATCH,  /api/v1/me",
    "DELETE, /api/v1/auth/sessions/0198c0de-0000-7000-8000-000000000000",
    "POST,   /api/v1/auth/totp",
    "POST,   /api/v1/auth/totp/confirm",
    "DELETE, /api/v1/auth/totp",
    "POST,   /api/v1/auth/logout",
    "PATCH,  /api/v1/auth/logout",
    "POST,   /api/v1/jobs",
    "POST,   /api/v1/jobs/batch",
    "POST,   /api/v1/jobs/bulk",
    "PATCH,  /api/v1/jobs/0198c0de-0000-7000-8000-000000000000",
    "DELETE, /api/v1/jobs/0198c0de-0000-7000-8000-000000000000",
    "PUT,    /api/v1/queues/default",
    "DELETE, /api/v1/queues/default",
    "POST,   /api/v1/schedules",
    "DELETE, /api/v1/schedules/0198c0de-0000-7000-8000-000000000000"
  })
  void changesNothing(String method, String path) {
    for (String site : new String[] {"cross-site", "same-site"}) {
      given()
          .cookie("errand_access", pair.getCookie("errand_access"))
          .header("Sec-Fetch-Site", site)
          .header("Origin", "https://evil.example")
          .contentType("application/json")
          .body("{}")
          .request(method, path)
          .then()
          .statusCode(403)
          .body("code", equalTo("csrf"));
    }
    me(pair.path("accessToken")).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/auth/login, application/x-www-form-urlencoded",
    "POST, /api/v1/auth/login, multipart/form-data; boundary=x",
    "POST, /api/v1/auth/login, text/plain",
    "POST, /api/v1/auth/signup, text/plain",
    "POST, /api/v1/auth/change-password, text/plain",
    "PATCH, /api/v1/auth/me, application/x-www-form-urlencoded",
    "DELETE, /api/v1/auth/totp, text/plain",
    "POST, /api/v1/jobs, text/plain"
  })
  void aFormIsNoJson(String method, String path, String type) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + base.getAuthority() + path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString("{}"))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.body()).contains("\"unsupported_media_type\"");
    }
  }

  @Test
  void anotherSitesScriptMayNotReadWhatWeAnswer() {
    given()
        .header("Origin", "https://evil.example")
        .get("/api/v1/me")
        .then()
        .header("Access-Control-Allow-Origin", equalTo(null));
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/api/v1/jobs")
        .then()
        .header("Access-Control-Allow-Origin", equalTo(null));
  }
}
