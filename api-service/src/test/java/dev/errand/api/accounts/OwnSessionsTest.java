package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.as;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.refresh;
import static dev.errand.api.accounts.People.signedInUser;
import static dev.errand.api.accounts.People.verifiedUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OwnSessionsTest {
  private static final String PATH = "/api/v1/auth/sessions";

  @Test
  void showWhereOneIsSignedIn() {
    String email = verifiedUser();
    Response here = loginFrom(email, "curl/8.14.1");
    loginFrom(email, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

    as(here)
        .get(PATH)
        .then()
        .statusCode(200)
        .body("items.device", containsInAnyOrder("curl", "Firefox on Linux"))
        .body("items.find { it.device == 'curl' }.current", equalTo(true))
        .body("items.find { it.device != 'curl' }.current", equalTo(false))
        .body("items[0].address", equalTo("127.0.0.1"))
        .body("items[0].createdAt", notNullValue())
        .body("items[0].lastSeenAt", notNullValue())
        .body("nextCursor", nullValue());
  }

  @Test
  void endWhereOneSays() {
    String email = verifiedUser();
    Response here = login(email, PASSWORD);
    Response there = login(email, PASSWORD);
    me(there.path("accessToken")).then().statusCode(200);
    String other = as(here).get(PATH).path("items.find { !it.current }.id");

    as(here).delete(PATH + "/" + other).then().statusCode(204);

    me(there.path("accessToken")).then().statusCode(401);
    refresh(there.path("refreshToken")).then().statusCode(401);
    as(here).get(PATH).then().body("items.current", contains(true));
    as(here).delete(PATH + "/" + other).then().statusCode(404);
  }

  @Test
  void belongToTheirUser() {
    Response ada = signedInUser();
    String hers = as(ada).get(PATH).path("items[0].id");
    Response bob = signedInUser();

    for (String id : List.of(hers, UUID.randomUUID().toString(), "nonsense")) {
      as(bob).delete(PATH + "/" + id).then().statusCode(404).body("code", equalTo("not_found"));
    }
    me(ada.path("accessToken")).then().statusCode(200);
    assertThat(as(bob).get(PATH).<List<String>>path("items.id")).doesNotContain(hers);
  }

  private static Response loginFrom(String email, String agent) {
    return People.json(Map.of("login", email, "password", PASSWORD))
        .header("User-Agent", agent)
        .post("/api/v1/auth/login");
  }
}
