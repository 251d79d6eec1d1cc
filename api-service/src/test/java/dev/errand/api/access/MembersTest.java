package dev.errand.api.access;

import static dev.errand.api.access.Callers.accept;
import static dev.errand.api.access.Callers.as;
import static dev.errand.api.access.Callers.invite;
import static dev.errand.api.accounts.People.linkToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.access.Callers.Person;
import dev.errand.api.accounts.People;
import dev.errand.api.accounts.SettableClock;
import dev.errand.live.identity.SigningKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MembersTest {
  @Inject SigningKeys keys;
  @Inject SettableClock clock;

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  @Test
  void whoWasInvitedJoinsTheTenantWithItsRole() {
    Person ann = Callers.owner();
    String email = People.newEmail();
    UUID invitation = invite(ann, email, "viewer");
    as(ann.token())
        .get("/api/v1/tenant/members")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[0].id", equalTo(invitation.toString()))
        .body("items[0].status", equalTo("pending"))
        .body("items[0].active", equalTo(false))
        .body("items[0].expiresAt", notNullValue())
        .body("items[1].status", equalTo("active"))
        .body("items[1].role", equalTo("owner"))
        .body("items[1].lastLoginAt", notNullValue());

    accept(linkToken(email)).then().statusCode(200).body("status", equalTo("accepted"));

    String vic = People.login(email, People.PASSWORD).path("accessToken");
    as(vic)
        .get("/api/v1/auth/me")
        .then()
        .body("role", equalTo("viewer"))
        .body("tenant.id", equalTo(ann.tenant()))
        .body("permissions", equalTo(List.of("jobs:read")));
    as(ann.token())
        .get("/api/v1/tenant/members")
        .then()
        .body("items.status", equalTo(List.of("active", "active")))
        .body("items.email", hasItems(email, ann.email()));
  }

  @Test
  void aLinkWorksOnceAlsoForManyAtTheSameMoment() throws Exception {
    String email = People.newEmail();
    invite(Callers.owner(), email, "member");
    String token = linkToken(email);

    List<Integer> answers = atOnce(30, () -> accept(token).statusCode());

    assertThat(answers).containsOnlyOnce(200);
    assertThat(answers).allMatch(status -> List.of(200, 400, 409, 503).contains(status));
    accept(token).then().statusCode(400).body("code", equalTo("invalid_token"));
  }

  @Test
  void aLinkDiesAfterAWeek() {
    String email = People.newEmail();
    invite(Callers.owner(), email, "member");
    String token = linkToken(email);
    clock.forward(Duration.ofDays(7).plusMinutes(1));
    accept(token).then().statusCode(400).body("code", equalTo("invalid_token"));
  }

  @Test
  void sendingItAgainKillsTheOlderLink() {
    Person ann = Callers.owner();
    String email = People.newEmail();
    UUID invitation = invite(ann, email, "member");
    String older = linkToken(email);

    as(ann.token())
        .post("/api/v1/tenant/members/" + invitation + "/resend")
        .then()
        .statusCode(202)
        .body("id", equalTo(invitation.toString()));

    accept(older).then().statusCode(400);
    accept(linkToken(email)).then().statusCode(200);
    as(ann.token()).post("/api/v1/tenant/members/" + invitation + "/resend").then().statusCode(404);
  }

  @Test
  void invitingTwiceIsOneInvitationWithTheNewerRole() {
    Person ann = Callers.owner();
    String email = People.newEmail();
    UUID first = invite(ann, email, "viewer");
    UUID second = invite(ann, email.toUpperCase(Locale.ROOT), "member");

    assertThat(second).isEqualTo(first);
    as(ann.token())
        .get("/api/v1/tenant/members")
        .then()
        .body("items", hasSize(2))
        .body("items[0].role", equalTo("member"));
  }

  @Test
  void aWithdrawnInvitationLeadsNowhere() {
    Person ann = Callers.owner();
    String email = People.newEmail();
    UUID invitation = invite(ann, email, "member");
    String token = linkToken(email);
    as(ann.token()).delete("/api/v1/tenant/members/" + invitation).then().statusCode(204);
    accept(token).then().statusCode(400);
    as(ann.token()).get("/api/v1/tenant/members").then().body("items", hasSize(1));
    as(ann.token()).delete("/api/v1/tenant/members/" + invitation).then().statusCode(404);
  }

  @Test
  void anAddressThatIsKnownElsewhereIsNotGivenAway() {
    Person ann = Callers.owner();
    Person eve = Callers.owner();
    Map<String, Object> known = invited(ann, eve.email());
    Map<String, Object> unknown = invited(ann, People.newEmail());

    assertThat(known.keySet()).isEqualTo(unknown.keySet());
    assertThat(known.get("status")).isEqualTo(unknown.get("status"));
    assertThat(People.newestMail(eve.email(), "links[0]")).isNull();
    assertThat(eve.again().tenant()).isEqualTo(eve.tenant()).isNotEqualTo(ann.tenant());
  }

  @Test
  void whoHasGotAnAccountMeanwhileKeepsIt() {
    String email = People.newEmail();
    invite(Callers.owner(), email, "member");
    String token = linkToken(email);
    People.signUp(email);
    People.verifyLink(linkToken(email)).then().statusCode(200);

    accept(token).then().statusCode(409).body("code", equalTo("name_taken"));
  }

  private static Map<String, Object> invited(Person owner, String email) {
    Response answer = as(owner.token()).body(Map.of("email", email)).post("/api/v1/tenant/members");
    answer.then().statusCode(202);
    return answer.path("");
  }

  @Test
  void anInvitationBeatsASignUpThatShowedNothing() {
    Person ann = Callers.owner();
    String email = People.newEmail();
    People.json(Map.of("email", email, "password", "somebody else's idea"))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(202);

    invite(ann, email, "member");
    accept(linkToken(email)).then().statusCode(200);

    assertThat(Person.signIn(email, People.PASSWORD).tenant()).isEqualTo(ann.tenant());
    People.login(email, "somebody else's idea").then().statusCode(401);
  }

  @Test
  void aMemberIsNotInvitedAgain() {
    Person ann = Callers.owner();
    as(ann.token())
        .body(Map.of("email", ann.email()))
        .post("/api/v1/tenant/members")
        .then()
        .statusCode(409)
        .body("existing", equalTo(ann.id()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|#/email",
        "{\"email\": \"nobody\"}|#/email",
        "{\"email\": \"a@b.c\\r\\nBcc: x@y.z\"}|#/email",
        "{\"email\": \"a@example.org\", \"role\": \"admin\"}|#/role",
        "{\"email\": \"a@example.org\", \"admin\": true}|#/admin"
      })
  void badInputNamesItsField(String body, String pointer) {
    as(Callers.owner().token())
        .body(body)
        .post("/api/v1/tenant/members")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void acceptingChecksWhatSigningUpChecks() {
    String email = People.newEmail();
    invite(Callers.owner(), email, "member");
    People.json(Map.of("token", linkToken(email), "password", "short"))
        .post("/api/v1/auth/accept-invitation")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("#/password"));
    accept(linkToken(email)).then().statusCode(200);
  }

  @Test
  void aRemovedMemberIsOutWithItsSessionsAndKeys() {
    Person ann = Callers.owner();
    Person mem = Callers.member(ann, "member");
    String id = mem.id();
    String key = Callers.key(mem, "jobs:read");
    as(key).get("/api/v1/jobs").then().statusCode(200);

    as(ann.token()).delete("/api/v1/tenant/members/" + id).then().statusCode(204);

    as(key).get("/api/v1/jobs").then().statusCode(401);
    as(mem.token()).get("/api/v1/jobs").then().statusCode(401);
    People.login(mem.email(), People.PASSWORD).then().statusCode(403);

    as(ann.token())
        .body("{\"active\": true}")
        .patch("/api/v1/tenant/members/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("active"));
    as(mem.again().token()).get("/api/v1/jobs").then().statusCode(200);
    as(mem.token()).get("/api/v1/jobs").then().statusCode(401);
    as(key).get("/api/v1/jobs").then().statusCode(401);
  }

  @Test
  void theLastOwnerStays() {
    Person ann = Callers.owner();
    Callers.member(ann, "member");
    for (String body :
        List.of("{\"role\": \"member\"}", "{\"active\": false}", "{\"role\": \"viewer\"}")) {
      as(ann.token())
          .body(body)
          .patch("/api/v1/tenant/members/" + ann.id())
          .then()
          .statusCode(409)
          .body("code", equalTo("last_owner"));
    }
    as(ann.token()).delete("/api/v1/tenant/members/" + ann.id()).then().statusCode(409);
    as(ann.token()).get("/api/v1/jobs").then().statusCode(200);
  }

  @Test
  void ofTwoOwnersWhoLeaveAtOnceOneStays() throws Exception {
    for (int i = 0; i < 5; i++) {
      Person ann = Callers.owner();
      Person bob = Callers.member(ann, "owner");
      String annId = ann.id();
      String bobId = bob.id();
      var demote = "{\"role\": \"member\"}";

      List<Integer> answers =
          together(
              List.of(
                  () ->
                      as(ann.token())
                          .body(demote)
                          .patch("/api/v1/tenant/members/" + bobId)
                          .statusCode(),
                  () -> as(bob.token()).delete("/api/v1/tenant/members/" + annId).statusCode()));

      assertThat(answers.stream().filter(status -> status < 300).count()).isOne();
    }
  }

  @Test
  void aMemberOfTheTenantWhoOperatesThePlatformIsNotForItsOwnerToChange() {
    Person ann = Callers.owner();
    Person ada = Callers.member(ann, "member");
    as(Callers.admin().token())
        .body("{\"admin\": true}")
        .patch("/api/v1/users/" + ada.id())
        .then()
        .statusCode(200);
    as(ann.token()).delete("/api/v1/tenant/members/" + ada.id()).then().statusCode(403);
  }

  @Test
  void aListGoesOnBehindItsCursor() {
    Person ann = Callers.owner();
    for (int i = 0; i < 3; i++) {
      invite(ann, People.newEmail(), "member");
    }
    Response first = as(ann.token()).get("/api/v1/tenant/members?limit=3");
    first.then().body("items", hasSize(3)).body("items.status", hasItem("pending"));
    as(ann.token())
        .get("/api/v1/tenant/members?limit=3&cursor=" + first.path("nextCursor"))
        .then()
        .body("items", hasSize(1))
        .body("items[0].role", equalTo("owner"))
        .body("nextCursor", nullValue());
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    return together(IntStream.range(0, times).mapToObj(i -> call).toList());
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
      List<Future<T>> futures = pool.invokeAll(calls);
      return futures.stream().map(Future::resultNow).toList();
    }
  }
}
