package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.as;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.refresh;
import static dev.errand.api.accounts.People.signedInUser;
import static dev.errand.api.accounts.People.verifiedUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ChangePasswordTest {
  private static final String PATH = "/api/v1/auth/change-password";
  private static final String ANOTHER = "a battery of horses";

  @Test
  void theNewOneCountsAndAllOthersAreSignedOut() {
    String email = verifiedUser();
    Response here = login(email, PASSWORD);
    Response there = login(email, PASSWORD);
    me(there.path("accessToken")).then().statusCode(200);

    change(here, PASSWORD, ANOTHER).then().statusCode(204);

    me(here.path("accessToken")).then().statusCode(200);
    refresh(here.path("refreshToken")).then().statusCode(200);
    me(there.path("accessToken")).then().statusCode(401);
    refresh(there.path("refreshToken")).then().statusCode(401);
    login(email, PASSWORD).then().statusCode(401);
    login(email, ANOTHER).then().statusCode(200);
  }

  @Test
  void aWrongOldOneChangesNothing() {
    Response pair = signedInUser();
    change(pair, "not the right one", ANOTHER)
        .then()
        .statusCode(403)
        .body("code", equalTo("wrong_password"));
    login(pair.path("user.email"), PASSWORD).then().statusCode(200);
  }

  @Test
  void wrongOldOnesCountAsGuessesAtTheAccount() {
    Response pair = signedInUser();
    for (int i = 0; i < 5; i++) {
      change(pair, "not the right one", ANOTHER).then().statusCode(403);
    }
    change(pair, PASSWORD, ANOTHER)
        .then()
        .statusCode(429)
        .body("code", equalTo("too_many_attempts"));
    login(pair.path("user.email"), PASSWORD).then().statusCode(429);
  }

  @ParameterizedTest
  @CsvSource({
    "short, #/newPassword",
    "password12345, #/newPassword",
    "aaaaaaaaaaaaaaaa, #/newPassword",
    "null, #/newPassword"
  })
  void theNewOneHasToBeGood(String password, String pointer) {
    change(signedInUser(), PASSWORD, password.equals("null") ? null : password)
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void theAddressIsNoPassword() {
    Response pair = signedInUser();
    change(pair, PASSWORD, pair.path("user.email")).then().statusCode(422);
  }

  @Test
  void nobodyHasNoneToChange() {
    People.json(Map.of("oldPassword", PASSWORD, "newPassword", ANOTHER))
        .post(PATH)
        .then()
        .statusCode(401);
  }

  @Test
  void ofParallelChangesOneSucceeds() throws Exception {
    Response pair = signedInUser();

    List<Integer> statuses =
        Together.all(4, i -> change(pair, PASSWORD, ANOTHER + " " + i).statusCode());

    assertThat(statuses).containsOnlyOnce(204).allMatch(status -> status == 204 || status == 403);
  }

  @Test
  void aSignInByTheOldOneThatIsUnderWayDoesNotOutliveIt() throws Exception {
    String email = verifiedUser();
    Response here = login(email, PASSWORD);

    List<Response> answers =
        Together.all(4, i -> i == 0 ? change(here, PASSWORD, ANOTHER) : login(email, PASSWORD));

    assertThat(answers.getFirst().statusCode()).isEqualTo(204);
    for (Response answer : answers.subList(1, answers.size())) {
      if (answer.statusCode() == 200) {
        refresh(answer.path("refreshToken")).then().statusCode(401);
      } else {
        answer.then().statusCode(401);
      }
    }
  }

  private static Response change(Response pair, String old, String password) {
    Map<String, Object> body = new HashMap<>();
    body.put("oldPassword", old);
    body.put("newPassword", password);
    return as(pair).body(body).post(PATH);
  }
}
