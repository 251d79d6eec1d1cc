package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.code;
import static dev.errand.api.accounts.People.forgot;
import static dev.errand.api.accounts.People.json;
import static dev.errand.api.accounts.People.linkToken;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.newestMail;
import static dev.errand.api.accounts.People.notCode;
import static dev.errand.api.accounts.People.reset;
import static dev.errand.api.accounts.People.sendOtp;
import static dev.errand.api.accounts.People.verifiedUser;
import static dev.errand.api.accounts.People.verifyOtp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with a code beside the password. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LoginCodeTest {
  private static final int AT_ONCE = 50;
  private static final String PHONE = "+4917012345";

  @Inject Database database;

  private String email;

  @BeforeEach
  void somebodyWhoWantsCodes() {
    email = verifiedUser();
    Challenged.wantsCodes(database, email, "");
  }

  @Test
  void aCodeByMailFinishesTheSignIn() {
    Response first = login(email, PASSWORD);
    first
        .then()
        .statusCode(200)
        .body("otpRequired", equalTo(true))
        .body("channels", contains("email"))
        .body("expiresIn", equalTo(600))
        .body("accessToken", nullValue());
    assertThat(first.cookies()).isEmpty();
    String challenge = first.path("challengeId");

    sendOtp(challenge, "email").then().statusCode(202);
    Response pair = verifyOtp(challenge, code(email));

    pair.then().statusCode(200).body("tokenType", equalTo("Bearer"));
    assertThat(pair.cookies()).isNotEmpty();
    me(pair.path("accessToken")).then().statusCode(200).body("email", equalTo(email));
  }

  @Test
  void aPhoneGetsItsCodeAsATextMessage() {
    String phone = PHONE + email.replaceAll("\\D", "").substring(0, 4);
    Challenged.wantsCodes(database, email, phone);
    Response first = login(email, PASSWORD);
    first.then().body("channels", contains("email", "sms"));
    sendOtp(first.path("challengeId"), "sms").then().statusCode(202);
    assertThat(newestMail(phone, "text")).contains(code(phone));
    verifyOtp(first.path("challengeId"), code(phone)).then().statusCode(200);
  }

  @Test
  void ofFiftyUsesOfACodeOneSucceeds() throws Exception {
    String challenge = challenge();
    String code = code(email);

    List<Integer> statuses = Together.ask(AT_ONCE, () -> verifyOtp(challenge, code));

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).allMatch(status -> status == 200 || status == 400);
  }

  @Test
  void fiftyGuessesCannotOutrunTheCountAndANewCodeBringsNoNewTries() throws Exception {
    String challenge = challenge();
    String right = code(email);

    List<Integer> statuses = Together.ask(AT_ONCE, () -> verifyOtp(challenge, notCode(right)));

    assertThat(statuses).containsOnly(400);
    verifyOtp(challenge, right).then().statusCode(400).body("code", equalTo("invalid_code"));
    sendOtp(challenge, "email").then().statusCode(400);
  }

  @Test
  void oneSignInAfterTheOtherBringsNoNewTriesForEver() {
    for (int signIn = 0; signIn < 2; signIn++) {
      String spent = challenge();
      String wrong = notCode(code(email));
      for (int i = 0; i < 5; i++) {
        verifyOtp(spent, wrong).then().statusCode(400);
      }
    }

    String third = challenge();

    verifyOtp(third, code(email)).then().statusCode(429).body("code", equalTo("too_many_attempts"));
  }

  @Test
  void aNewCodeTakesThePlaceOfTheOldOne() {
    String challenge = challenge();
    String old = code(email);
    sendOtp(challenge, "email").then().statusCode(202);
    String young = code(email);
    if (!young.equals(old)) {
      verifyOtp(challenge, old).then().statusCode(400);
    }
    verifyOtp(challenge, young).then().statusCode(200);
  }

  @Test
  void fiveCodesAreSentForOneSignInAndNoMore() {
    String challenge = challenge();
    for (int sent = 2; sent <= 5; sent++) {
      sendOtp(challenge, "email").then().statusCode(202);
    }
    sendOtp(challenge, "email").then().statusCode(400);
  }

  @Test
  void aCodeIsBoundToItsSignIn() {
    String mine = challenge();
    String code = code(email);
    String other = login(email, PASSWORD).path("challengeId");
    verifyOtp(other, code).then().statusCode(400);
    verifyOtp(mine, code).then().statusCode(200);
    verifyOtp(mine, code).then().statusCode(400);
  }

  @Test
  void beforeACodeIsSentNoneIsRight() {
    String challenge = login(email, PASSWORD).path("challengeId");
    verifyOtp(challenge, "000000").then().statusCode(400);
    verifyOtp("made-up", "000000").then().statusCode(400);
    sendOtp("made-up", "email").then().statusCode(400);
  }

  @Test
  void whatCannotBeSentIsRefused() {
    String challenge = login(email, PASSWORD).path("challengeId");
    sendOtp(challenge, "sms")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("#/channel"));
    sendOtp(challenge, "pigeon").then().statusCode(422);
    json(Map.of("challengeId", challenge)).post("/api/v1/auth/send-otp").then().statusCode(202);
  }

  @Test
  void aPasswordThatIsNoLongerTheRightOneFinishesNothing() {
    String challenge = challenge();
    String code = code(email);
    forgot(email);
    reset(linkToken(email), "another horse entirely").then().statusCode(204);
    verifyOtp(challenge, code).then().statusCode(400);
  }

  @Test
  void aSignInThatTakesTooLongIsOver() {
    String challenge = challenge();
    String code = code(email);
    Challenged.isOver(database, email);
    verifyOtp(challenge, code).then().statusCode(400);
  }

  @Test
  void aWrongPasswordLearnsNothingOfIt() {
    login(email, "not the right one").then().statusCode(401);
    login(newEmail(), "not the right one").then().statusCode(401);
  }

  private String challenge() {
    String challenge = login(email, PASSWORD).path("challengeId");
    sendOtp(challenge, "email").then().statusCode(202);
    return challenge;
  }
}
