package dev.errand.api.access;

import static dev.errand.api.access.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.access.Callers.Person;
import dev.errand.api.accounts.People;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UsersTest {

  private Person admin;

  @BeforeEach
  void signIn() {
    admin = Callers.admin();
  }

  private Response create(Map<String, ?> body) {
    return as(admin.token()).body(body).post("/api/v1/users");
  }

  private Response patch(Person who, String user, String body) {
    return as(who.token()).body(body).patch("/api/v1/users/" + user);
  }

  @Test
  void aUserWithAPasswordSignsInAtOnce() {
    String email = People.newEmail();
    Response made =
        create(
            Map.of("email", email, "name", "Grace", "password", People.PASSWORD, "role", "owner"));
    made.then()
        .statusCode(201)
        .body("role", equalTo("owner"))
        .body("tenant.name", equalTo("Grace"))
        .body("active", equalTo(true));
    assertThat(made.header("Location")).endsWith("/api/v1/users/" + made.path("id"));

    as(Person.signIn(email, People.PASSWORD).token()).get("/api/v1/jobs").then().statusCode(200);
    create(Map.of("email", email, "password", People.PASSWORD))
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("#/email"));
  }

  @Test
  void aUserWithoutAPasswordIsInvited() {
    Person ann = Callers.owner();
    String email = People.newEmail();
    create(Map.of("email", email, "role", "viewer", "tenant", ann.tenant()))
        .then()
        .statusCode(202)
        .body("status", equalTo("invited"));
    as(ann.token())
        .get("/api/v1/tenant/members")
        .then()
        .body("items[0].email", equalTo(email))
        .body("items[0].status", equalTo("pending"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|#/email",
        "{\"email\": \"a@example.org\", \"role\": \"king\"}|#/role",
        "{\"email\": \"a@example.org\", \"role\": \"viewer\"}|#/role",
        "{\"email\": \"a@example.org\", \"tenant\": \"x\"}|#/tenant",
        "{\"email\": \"a@example.org\", \"username\": \"ada\"}|#/username",
        "{\"email\": \"a@example.org\", \"password\": \"short\"}|#/password",
        "{\"email\": \"a@example.org\", \"admin\": true}|#/admin"
      })
  void badInputNamesItsField(String body, String pointer) {
    as(admin.token())
        .body(body)
        .post("/api/v1/users")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void usersAreFoundByAnyPartOfTheirNames() {
    Person ann = Callers.owner();
    String part = ann.email().substring(4, 40).toUpperCase(Locale.ROOT);
    as(admin.token())
        .queryParam("q", part)
        .get("/api/v1/users")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].email", equalTo(ann.email()))
        .body("items[0].tenant.id", equalTo(ann.tenant()))
        .body("items[0].lastLoginAt", notNullValue());
    as(admin.token()).queryParam("q", "%").get("/api/v1/users").then().body("items", hasSize(0));
    as(admin.token()).get("/api/v1/users?queue=x").then().statusCode(422);
  }

  @Test
  void aListGoesOnBehindItsCursor() {
    Callers.owner();
    Callers.owner();
    Response first = as(admin.token()).get("/api/v1/users?limit=1");
    Response second =
        as(admin.token()).get("/api/v1/users?limit=1&cursor=" + first.path("nextCursor"));
    second.then().statusCode(200).body("items.id", not(hasItem(first.<String>path("items[0].id"))));
    as(admin.token())
        .get("/api/v1/users?q=other&cursor=" + first.path("nextCursor"))
        .then()
        .statusCode(400);
  }

  @Test
  void anUnknownUserIsNotFound() {
    as(admin.token()).get("/api/v1/users/" + UUID.randomUUID()).then().statusCode(404);
    as(admin.token()).get("/api/v1/users/nobody").then().statusCode(404);
    patch(admin, UUID.randomUUID().toString(), "{\"active\": false}").then().statusCode(404);
  }

  @Test
  void aDeactivatedUserIsOutAtOnce() {
    Person ann = Callers.owner();
    String id = ann.id();
    String key = Callers.key(ann, "jobs:read");
    as(key).get("/api/v1/jobs").then().statusCode(200);

    patch(admin, id, "{\"active\": false}").then().statusCode(200).body("active", equalTo(false));

    as(ann.token()).get("/api/v1/jobs").then().statusCode(401);
    as(key).get("/api/v1/jobs").then().statusCode(401);
  }

  @Test
  void aPromotedUserSeesEveryTenantAndADemotedOneNoMore() {
    Person ann = Callers.owner();
    patch(admin, ann.id(), "{\"admin\": true}").then().statusCode(200);
    as(ann.token()).get("/api/v1/admin/jobs").then().statusCode(200);
    as(ann.token())
        .get("/api/v1/auth/me")
        .then()
        .body("permissions", hasItems("admin", "tenant:manage", "work"));

    patch(admin, ann.id(), "{\"admin\": false}").then().statusCode(200);
    as(ann.token()).get("/api/v1/admin/jobs").then().statusCode(403);
  }

  @Test
  void aKeyPromotesNobody() {
    String key = Callers.key(admin, "admin");
    Person ann = Callers.owner();
    as(key).body("{\"admin\": true}").patch("/api/v1/users/" + ann.id()).then().statusCode(403);
  }

  @Test
  void nobodyIsLeftWithoutAnOwnerButAClosedAccountIs() {
    Person ann = Callers.owner();
    patch(admin, ann.id(), "{\"role\": \"viewer\"}")
        .then()
        .statusCode(409)
        .body("code", equalTo("last_owner"));
    patch(admin, ann.id(), "{\"active\": false}").then().statusCode(200);
  }

  @Test
  void ofTheLastTwoAdminsWhoRemoveEachOtherOneStays() throws Exception {
    Person ada = Callers.owner();
    String adaId = ada.id();
    String adminId = admin.id();
    patch(admin, adaId, "{\"admin\": true}").then().statusCode(200);
    demoteOthers(adaId, adminId);

    List<Integer> answers =
        together(
            List.of(
                () -> patch(admin, adaId, "{\"admin\": false}").statusCode(),
                () -> patch(ada, adminId, "{\"admin\": false}").statusCode()));

    Person left = answers.getFirst() == 200 ? admin : ada;
    String leftId = left == admin ? adminId : adaId;
    assertThat(answers.stream().filter(status -> status == 200).count()).isOne();
    patch(left, leftId, "{\"admin\": false}")
        .then()
        .statusCode(409)
        .body("code", equalTo("last_admin"));
    patch(left, leftId, "{\"active\": false}").then().statusCode(409);
    patch(left, adminId, "{\"admin\": true}").then().statusCode(200);
  }

  // Other tests of this application may have promoted somebody.
  private void demoteOthers(String... but) {
    List<Map<String, Object>> users =
        as(admin.token()).get("/api/v1/users?limit=200").path("items");
    users.stream()
        .filter(user -> Boolean.TRUE.equals(user.get("admin")))
        .map(user -> String.valueOf(user.get("id")))
        .filter(id -> !List.of(but).contains(id))
        .forEach(id -> patch(admin, id, "{\"admin\": false}").then().statusCode(200));
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
      List<Future<T>> futures = pool.invokeAll(calls);
      return futures.stream().map(Future::resultNow).toList();
    }
  }
}
