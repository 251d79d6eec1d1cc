package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.code;
import static dev.errand.api.accounts.People.forgot;
import static dev.errand.api.accounts.People.linkToken;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.newestMail;
import static dev.errand.api.accounts.People.notCode;
import static dev.errand.api.accounts.People.refresh;
import static dev.errand.api.accounts.People.reset;
import static dev.errand.api.accounts.People.resetByCode;
import static dev.errand.api.accounts.People.signUp;
import static dev.errand.api.accounts.People.verifiedUser;
import static dev.errand.api.accounts.People.verifyLink;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PasswordResetTest {
  private static final String NEW = "another horse entirely";
  private static final int AT_ONCE = 50;

  @Inject Database database;

  @Test
  void theLinkOfTheMailGivesANewPasswordAndEndsAllSessions() {
    String email = verifiedUser();
    Response before = login(email, PASSWORD);
    forgot(email).then().statusCode(202).body("status", equalTo("reset_sent"));
    String token = linkToken(email);

    reset(token, NEW).then().statusCode(204);

    me(before.path("accessToken")).then().statusCode(401);
    refresh(before.path("refreshToken")).then().statusCode(401);
    login(email, PASSWORD).then().statusCode(401);
    login(email, NEW).then().statusCode(200);
    assertThat(newestMail(email, "subject")).contains("password was changed");
    reset(token, PASSWORD).then().statusCode(400).body("code", equalTo("invalid_token"));
  }

  @Test
  void linkAndCodeOfOneMailWorkOnceTogether() {
    String email = verifiedUser();
    forgot(email);
    String token = linkToken(email);
    String code = code(email);

    resetByCode(email, code, NEW).then().statusCode(204);

    reset(token, PASSWORD).then().statusCode(400);
    resetByCode(email, code, PASSWORD).then().statusCode(400).body("code", equalTo("invalid_code"));
    login(email, NEW).then().statusCode(200);
  }

  @Test
  void ofFiftyUsesOfALinkOneSucceeds() throws Exception {
    String email = verifiedUser();
    forgot(email);
    String token = linkToken(email);

    List<Integer> statuses = Together.ask(AT_ONCE, () -> reset(token, NEW));

    assertThat(statuses).containsOnlyOnce(204);
    assertThat(statuses).allMatch(status -> List.of(204, 400, 503).contains(status));
  }

  @Test
  void fiftyGuessesCannotOutrunTheCount() throws Exception {
    String email = verifiedUser();
    forgot(email);
    String right = code(email);

    List<Integer> statuses = Together.ask(AT_ONCE, () -> resetByCode(email, notCode(right), NEW));

    assertThat(statuses).containsOnly(400);
    assertThat(tries(email)).isEqualTo((short) 5);
    resetByCode(email, right, NEW).then().statusCode(400);
    login(email, PASSWORD).then().statusCode(200);
  }

  private Object tries(String email) {
    return Challenged.one(
        database,
        "select tries from challenge where email = $1 and kind = 'reset-password'",
        email);
  }

  @Test
  void aWeakPasswordCostsNothing() {
    String email = verifiedUser();
    forgot(email);
    String token = linkToken(email);
    reset(token, "short").then().statusCode(422).body("errors[0].pointer", equalTo("#/password"));
    reset(token, email).then().statusCode(422).body("errors[0].pointer", equalTo("#/password"));
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/auth/reset/{token}", token)
        .then()
        .statusCode(422);
    reset(token, NEW).then().statusCode(204);
  }

  @Test
  void aNewMailKillsTheOldOneAndTimeKillsBoth() {
    String email = verifiedUser();
    forgot(email);
    String old = linkToken(email);
    forgot(email);
    String young = linkToken(email);

    reset(old, NEW).then().statusCode(400);
    Challenged.isOver(database, email);
    reset(young, NEW).then().statusCode(400);
    login(email, PASSWORD).then().statusCode(200);
  }

  @Test
  void whoResetsHasShownTheAddressToBeItsOwn() {
    String email = newEmail();
    signUp(email);
    forgot(email);
    reset(linkToken(email), NEW).then().statusCode(204);
    login(email, NEW).then().statusCode(200);
  }

  @Test
  void aLinkIsGoodForNothingElse() {
    String email = newEmail();
    signUp(email);
    String verify = linkToken(email);
    forgot(email);
    String reset = linkToken(email);
    reset(verify, NEW).then().statusCode(400);
    verifyLink(reset).then().statusCode(400);
    verifyLink(verify).then().statusCode(200);
  }

  @Test
  void thePageOfTheLinkTakesTheNewPassword() {
    String email = verifiedUser();
    forgot(email);
    String token = linkToken(email);
    given()
        .queryParam("token", token)
        .get("/reset")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body(containsString(token));
    choose(token, "short").then().statusCode(422).body(containsString("12 characters"));
    choose(token, NEW).then().statusCode(200).contentType("text/html");
    choose(token, NEW).then().statusCode(400).contentType("text/html");
    login(email, NEW).then().statusCode(200);
  }

  private static Response choose(String token, String password) {
    return given().formParam("token", token).formParam("password", password).post("/reset");
  }
}
