package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.code;
import static dev.errand.api.accounts.People.json;
import static dev.errand.api.accounts.People.linkToken;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.newestMail;
import static dev.errand.api.accounts.People.refresh;
import static dev.errand.api.accounts.People.signUp;
import static dev.errand.api.accounts.People.signedInUser;
import static dev.errand.api.accounts.People.verifiedUser;
import static dev.errand.api.accounts.People.verifyCode;
import static dev.errand.api.accounts.People.verifyLink;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccountLifeTest {
  @Inject SettableClock clock;
  @Inject Database database;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  @Test
  void anAccountLivesFromSignUpToLogout() {
    String email = newEmail();
    signUp(email);
    login(email, PASSWORD).then().statusCode(403).body("code", equalTo("email_not_verified"));

    verifyLink(linkToken(email)).then().statusCode(200).body("status", equalTo("verified"));
    Response pair = login(email, PASSWORD);
    pair.then()
        .statusCode(200)
        .body("tokenType", equalTo("Bearer"))
        .body("expiresIn", equalTo(900))
        .body("user.email", equalTo(email));

    me(pair.path("accessToken"))
        .then()
        .statusCode(200)
        .body("email", equalTo(email))
        .body("role", equalTo("owner"))
        .body("admin", equalTo(false))
        .body("tenant.id", notNullValue())
        .body("permissions", hasItem("jobs:write"))
        .body("lastLoginAt", notNullValue());

    Response next = refresh(pair.path("refreshToken"));
    next.then().statusCode(200);
    given()
        .header("Authorization", "Bearer " + next.path("accessToken"))
        .post("/api/v1/auth/logout")
        .then()
        .statusCode(204);
    me(next.path("accessToken")).then().statusCode(401);
    refresh(next.path("refreshToken")).then().statusCode(401);
  }

  @Test
  void theCodeOfTheMailVerifiesToo() {
    String email = newEmail();
    signUp(email);
    verifyCode(email, code(email)).then().statusCode(200);
    login(email, PASSWORD).then().statusCode(200);
  }

  @Test
  void aUsernameSignsIn() {
    String email = newEmail();
    String username = "u" + email.substring(4, 20);
    json(Map.of("email", email, "username", username, "password", PASSWORD))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(202);
    verifyLink(linkToken(email));
    json(Map.of("username", username.toUpperCase(java.util.Locale.ROOT), "password", PASSWORD))
        .post("/api/v1/auth/login")
        .then()
        .statusCode(200);
    json(Map.of("email", newEmail(), "username", username, "password", PASSWORD))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("#/username"));
  }

  @Test
  void aKnownAddressGetsTheSameAnswerAndAnotherMail() {
    String email = verifiedUser();
    signUp(email);
    assertThat(newestMail(email, "subject")).contains("already");
    login(email, PASSWORD).then().statusCode(200);
  }

  @Test
  void aNewMailKillsTheOldLinkAndCode() {
    String email = newEmail();
    signUp(email);
    String oldLink = linkToken(email);
    String oldCode = code(email);
    json(Map.of("email", email)).post("/api/v1/auth/resend-verification").then().statusCode(202);
    String young = linkToken(email);

    verifyLink(oldLink).then().statusCode(400).body("code", equalTo("invalid_token"));
    if (!oldCode.equals(code(email))) {
      verifyCode(email, oldCode).then().statusCode(400).body("code", equalTo("invalid_code"));
    }
    verifyLink(young).then().statusCode(200);
    verifyLink(young).then().statusCode(400);
  }

  @Test
  void fiveWrongCodesKillTheMail() {
    String email = newEmail();
    signUp(email);
    String right = code(email);
    String wrong = right.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      verifyCode(email, wrong).then().statusCode(400);
    }
    verifyCode(email, right).then().statusCode(400).body("code", equalTo("invalid_code"));
    verifyLink(linkToken(email)).then().statusCode(400);
  }

  @Test
  void linksExpire() {
    String email = newEmail();
    signUp(email);
    String token = linkToken(email);
    Challenged.isOver(database, email);
    verifyLink(token).then().statusCode(400);
  }

  @Test
  void resendingSaysTheSameForUnknownAddresses() {
    json(Map.of("email", newEmail()))
        .post("/api/v1/auth/resend-verification")
        .then()
        .statusCode(202)
        .body("status", equalTo("verification_sent"));
  }

  @Test
  void wrongPasswordAndUnknownLoginAnswerTheSame() {
    Response wrong = login(verifiedUser(), "not the right one");
    Response unknown = login(newEmail(), "not the right one");
    wrong
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("invalid_credentials"));
    assertThat((String) unknown.path("detail")).isEqualTo(wrong.path("detail"));
    unknown.then().statusCode(401);
  }

  @Test
  void aSecondUseOfAnOldRefreshTokenEndsTheFamily() {
    Response first = signedInUser();
    Response second = refresh(first.path("refreshToken"));
    Response third = refresh(second.path("refreshToken"));

    refresh(first.path("refreshToken"))
        .then()
        .statusCode(401)
        .body("code", equalTo("token_reused"));
    refresh(third.path("refreshToken")).then().statusCode(401);
    me(third.path("accessToken")).then().statusCode(401);
  }

  @Test
  void theDirectPredecessorMayComeLateForTenSeconds() {
    Response first = signedInUser();
    Response second = refresh(first.path("refreshToken"));

    refresh(first.path("refreshToken"))
        .then()
        .statusCode(409)
        .body("code", equalTo("refresh_raced"));
    clock.forward(Duration.ofSeconds(11));
    refresh(first.path("refreshToken")).then().body("code", equalTo("token_reused"));
    refresh(second.path("refreshToken")).then().statusCode(401);
  }

  @Test
  void aMadeUpRefreshTokenEndsNothing() {
    Response pair = signedInUser();
    String token = pair.path("refreshToken");
    char last = token.charAt(60) == 'A' ? 'B' : 'A';
    refresh(token.substring(0, 60) + last + token.substring(61)).then().statusCode(401);
    refresh(token).then().statusCode(200);
  }

  @Test
  void sessionsExpireWithoutUse() {
    Response pair = signedInUser();
    clock.forward(Duration.ofDays(31));
    refresh(pair.path("refreshToken")).then().statusCode(401);
  }

  @Test
  void theOperatorAndTheDemoAreThereFromTheStart() {
    Response admin = login("admin@errand.test", "operators know best");
    admin
        .then()
        .statusCode(200)
        .body("user.admin", equalTo(true))
        .body("user.tenant.name", equalTo("Platform"));
    login("demo@errand.test", "try it out today").then().body("user.tenant.name", equalTo("Demo"));
  }

  @Test
  void thePageOfTheLinkChangesNothingUntilItsButtonIsPressed() {
    String email = newEmail();
    signUp(email);
    String token = linkToken(email);
    given()
        .accept("text/html")
        .queryParam("token", token)
        .get("/verify")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", startsWith("default-src 'none'"));
    given()
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .contentType("application/x-www-form-urlencoded")
        .post("/api/v1/auth/verify/{token}", token)
        .then()
        .statusCode(200)
        .contentType("text/html");
    login(email, PASSWORD).then().statusCode(200);
  }

  @Test
  void thePublicKeysArePublic() {
    given()
        .get("/.well-known/jwks.json")
        .then()
        .statusCode(200)
        .body("keys[0].kty", equalTo("EC"))
        .body("keys[0].crv", equalTo("P-256"))
        .body("keys[0].d", equalTo(null));
  }
}
