package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.signedInUser;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CookieTest {
  private static final String REFRESH = "/api/v1/auth/refresh-token";
  private static final String LOGOUT = "/api/v1/auth/logout";

  @Test
  void theCookieSignsIn() {
    Response pair = signedInUser();
    assertThat(pair.getDetailedCookie("errand_access").isHttpOnly()).isTrue();
    assertThat(pair.getDetailedCookie("errand_access").getSameSite()).isEqualToIgnoringCase("lax");
    assertThat(pair.getDetailedCookie("errand_refresh").getPath()).isEqualTo("/");
    given()
        .cookie("errand_access", pair.getCookie("errand_access"))
        .get("/api/v1/me")
        .then()
        .statusCode(200);
  }

  @Test
  void theNameForHttpsIsNotTakenOverHttp() {
    Response pair = signedInUser();
    given()
        .cookie("__Host-errand_access", pair.getCookie("errand_access"))
        .get("/api/v1/me")
        .then()
        .statusCode(401);
  }

  @Test
  void aCookieBesideABearerTokenIsAmbiguous() {
    Response pair = signedInUser();
    given()
        .cookie("errand_access", pair.getCookie("errand_access"))
        .header("Authorization", "Bearer " + pair.path("accessToken"))
        .get("/api/v1/me")
        .then()
        .statusCode(400)
        .body("code", equalTo("ambiguous_credentials"));
  }

  @Test
  void anotherSiteCannotUseTheCookieForAChange() {
    Response pair = signedInUser();
    for (String site : new String[] {"cross-site", "same-site"}) {
      given()
          .cookie("errand_refresh", pair.getCookie("errand_refresh"))
          .header("Sec-Fetch-Site", site)
          .post(REFRESH)
          .then()
          .statusCode(403)
          .body("code", equalTo("csrf"));
    }
    given()
        .cookie("errand_access", pair.getCookie("errand_access"))
        .header("Origin", "https://evil.example")
        .post(LOGOUT)
        .then()
        .statusCode(403)
        .body("code", equalTo("csrf"));
    given()
        .cookie("errand_access", pair.getCookie("errand_access"))
        .post(LOGOUT)
        .then()
        .statusCode(403);
    me(pair.path("accessToken")).then().statusCode(200);
  }

  @Test
  void ourOwnPagesRefreshAndSignOutByCookie() {
    Response pair = signedInUser();
    Response next =
        given()
            .cookie("errand_refresh", pair.getCookie("errand_refresh"))
            .header("Sec-Fetch-Site", "same-origin")
            .post(REFRESH);
    next.then().statusCode(200);
    assertThat(next.getCookie("errand_refresh")).isNotEqualTo(pair.getCookie("errand_refresh"));

    given()
        .cookie("errand_refresh", pair.getCookie("errand_refresh"))
        .header("Sec-Fetch-Site", "same-origin")
        .post(REFRESH)
        .then()
        .statusCode(409)
        .header("Set-Cookie", equalTo(null));

    Response out =
        given()
            .cookie("errand_access", next.getCookie("errand_access"))
            .cookie("errand_refresh", next.getCookie("errand_refresh"))
            .header("Sec-Fetch-Site", "same-origin")
            .patch(LOGOUT);
    out.then().statusCode(204);
    assertThat(out.getDetailedCookie("errand_access").getMaxAge()).isZero();
    me(next.path("accessToken")).then().statusCode(401);
  }

  @Test
  void anExpiredAccessCookieDoesNotHinderSigningIn() {
    given()
        .cookie("errand_access", "old")
        .contentType("application/json")
        .body("{\"login\":\"nobody\",\"password\":\"wrong\"}")
        .post("/api/v1/auth/login")
        .then()
        .statusCode(401)
        .body("code", equalTo("invalid_credentials"));
  }

  @Test
  void signingOutNeedsASession() {
    given().post(LOGOUT).then().statusCode(401);
  }
}
