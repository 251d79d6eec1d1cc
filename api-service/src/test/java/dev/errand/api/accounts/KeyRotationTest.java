package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.signedInUser;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys change while people stay signed in. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class KeyRotationTest {
  @Test
  void aNewKeySignsAndTokensOfTheOldOneStayGood() {
    Response before = signedInUser();

    String key = rotate(false);

    Response after = signedInUser();
    assertThat(header(access(after))).contains("\"kid\":\"" + key + "\"");
    assertThat(header(access(before))).doesNotContain("\"kid\":\"" + key + "\"");
    me(access(before)).then().statusCode(200);
    me(access(after)).then().statusCode(200);
    assertThat(published()).contains(key).hasSizeGreaterThan(1);
  }

  @Test
  void takenAwayAtOnceAnOldKeyIsGoodNoMoreAndPeopleStaySignedIn() {
    Response before = signedInUser();

    String key = rotate(true);

    assertThat(published()).containsExactly(key);
    me(access(before)).then().statusCode(401);
    String fresh = access(People.refresh(before.path("refreshToken")));
    me(fresh).then().statusCode(200);
  }

  private static String rotate(boolean atOnce) {
    Response admin = People.login("admin@errand.test", "operators know best");
    return People.as(admin)
        .contentType("application/json")
        .body("{\"atOnce\": " + atOnce + "}")
        .post("/api/v1/admin/keys/rotate")
        .then()
        .statusCode(200)
        .extract()
        .path("keyId");
  }

  private static List<String> published() {
    return given().get("/.well-known/jwks.json").then().extract().path("keys.kid");
  }

  private static String access(Response signedIn) {
    return signedIn.then().statusCode(200).extract().path("accessToken");
  }

  private static String header(String token) {
    byte[] json = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new String(json, StandardCharsets.UTF_8);
  }
}
