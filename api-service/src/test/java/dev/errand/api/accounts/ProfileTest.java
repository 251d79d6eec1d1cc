package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.as;
import static dev.errand.api.accounts.People.linkToken;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.signedInUser;
import static dev.errand.api.accounts.People.verifyLink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ProfileTest {

  @Test
  void whatIsGivenChangesAndWhatIsNullGoes() {
    Response pair = signedInUser();
    String name = "u" + UUID.randomUUID().toString().substring(0, 12);

    patch(
            pair,
            """
            {"name": "Ada", "username": "%s", "phone": "+49 (30) 123-456", "otpEnabled": true}
            """
                .formatted(name.toUpperCase(java.util.Locale.ROOT)))
        .then()
        .statusCode(200)
        .body("name", equalTo("Ada"))
        .body("username", equalTo(name))
        .body("phone", equalTo("+4930123456"))
        .body("otpEnabled", equalTo(true))
        .body("totpEnabled", equalTo(false));

    patch(pair, "{\"phone\": null, \"name\": null}")
        .then()
        .statusCode(200)
        .body("name", nullValue())
        .body("phone", nullValue())
        .body("username", equalTo(name));
    as(pair).get("/api/v1/me").then().body("otpEnabled", equalTo(true));
    login(name, PASSWORD).then().statusCode(200);
  }

  @Test
  void nothingChangesNothing() {
    patch(signedInUser(), "{}").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"\"} | #/name",
        "{\"name\": 5} | #/name",
        "{\"name\": \"a\\nb\"} | #/name",
        "{\"username\": \"a\"} | #/username",
        "{\"username\": \"a@b\"} | #/username",
        "{\"phone\": \"030 123456\"} | #/phone",
        "{\"phone\": \"+49\"} | #/phone",
        "{\"phone\": \"+1234567890123456\"} | #/phone",
        "{\"phone\": \"+4930123456\\r\\nBcc: x\"} | #/phone",
        "{\"otpEnabled\": null} | #/otpEnabled",
        "{\"otpEnabled\": \"true\"} | #/otpEnabled",
        "{\"email\": null} | #/email",
        "{\"email\": \"nobody\"} | #/email",
        "{\"email\": \"a@b.org\\r\\nBcc: x@y.org\"} | #/email",
        "{\"role\": \"owner\"} | #/role",
        "{\"admin\": true} | #/admin",
        "{\"id\": \"x\"} | #/id",
      })
  void whatIsNotValidIsRefused(String body, String pointer) {
    patch(signedInUser(), body).then().statusCode(422).body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void aRefusedChangeChangesNothing() {
    Response pair = signedInUser();
    patch(pair, "{\"name\": \"Ada\", \"phone\": \"x\"}").then().statusCode(422);
    patch(pair, "{\"name\": \"Ada\", \"email\": \"nobody\"}").then().statusCode(422);
    as(pair).get("/api/v1/me").then().body("name", nullValue());
  }

  @Test
  void aNewAddressCountsOnceItsOwnerHasAnswered() {
    Response pair = signedInUser();
    String old = pair.path("user.email");
    String email = newEmail();

    patch(pair, "{\"email\": \"%s\"}".formatted(email))
        .then()
        .statusCode(200)
        .body("email", equalTo(old));
    verifyLink(linkToken(email)).then().statusCode(200);

    as(pair).get("/api/v1/me").then().body("email", equalTo(email));
    login(email, PASSWORD).then().statusCode(200);
    login(old, PASSWORD).then().statusCode(401);
  }

  @Test
  void loginCodesAreAskedForWithThePassword() {
    Response pair = signedInUser();
    String email = pair.path("user.email");
    patch(pair, "{\"otpEnabled\": true}").then().statusCode(200).body("otpEnabled", equalTo(true));

    login(email, PASSWORD).then().statusCode(200).body("otpRequired", equalTo(true));
  }

  @Test
  void onesOwnAddressIsNoChange() {
    Response pair = signedInUser();
    patch(pair, "{\"email\": \"%s\"}".formatted(pair.<String>path("user.email")))
        .then()
        .statusCode(200);
  }

  @Test
  void aUsernameBelongsToOneAlsoAtTheSameMoment() throws Exception {
    List<Response> people = List.of(signedInUser(), signedInUser(), signedInUser());
    String body = "{\"username\": \"u%s\"}".formatted(UUID.randomUUID().toString().substring(0, 9));

    List<Integer> statuses =
        Together.all(people.size(), i -> patch(people.get(i), body).statusCode());

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 422);
  }

  @Test
  void bothAddressesAndMergePatchAreTaken() {
    Response pair = signedInUser();
    EncoderConfig bare =
        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
    as(pair)
        .config(RestAssuredConfig.config().encoderConfig(bare))
        .contentType("application/merge-patch+json")
        .body("{\"name\": \"Ada\"}")
        .patch("/api/v1/me")
        .then()
        .statusCode(200)
        .body("name", equalTo("Ada"));
  }

  private static Response patch(Response pair, String body) {
    return as(pair).body(body).patch("/api/v1/auth/me");
  }
}
