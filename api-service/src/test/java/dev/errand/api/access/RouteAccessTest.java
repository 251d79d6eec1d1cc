package dev.errand.api.access;

import static dev.errand.api.access.Callers.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PostgresResource;
import dev.errand.api.access.Callers.Person;
import dev.errand.api.jobs.JobCalls;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every route of the OpenAPI document, asked by everybody. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RouteAccessTest {
  /**
   * Who may call what: whoever has one of the words. {@code everyone} needs none; {@code body}
   * means that what is in the body is the proof, whoever sends it.
   */
  private static final String ROUTES =
      """
      GET    /.well-known/jwks.json                everyone
      GET    /dev/mail                             everyone
      GET    /problems/{code}                      everyone
      GET    /verify                               everyone
      GET    /reset                                everyone
      POST   /reset                                everyone

      POST   /api/v1/auth/accept-invitation        body
      POST   /api/v1/auth/login                    body
      POST   /api/v1/auth/refresh-token            body
      POST   /api/v1/auth/forgot-password          body
      POST   /api/v1/auth/reset-password           body
      POST   /api/v1/auth/reset/{token}            body
      POST   /api/v1/auth/send-otp                 body
      POST   /api/v1/auth/verify-otp               body
      POST   /api/v1/auth/resend-verification      body
      POST   /api/v1/auth/signup                   body
      POST   /api/v1/auth/verify                   body
      POST   /api/v1/auth/verify/{token}           body
      POST   /api/v1/auth/logout                   session
      PATCH  /api/v1/auth/logout                   session
      GET    /api/v1/auth/me                       session
      PATCH  /api/v1/auth/me                       session
      GET    /api/v1/me                            session
      PATCH  /api/v1/me                            session
      POST   /api/v1/auth/change-password          session
      GET    /api/v1/auth/sessions                 session
      DELETE /api/v1/auth/sessions/{id}            session
      POST   /api/v1/auth/totp                     session
      POST   /api/v1/auth/totp/confirm             session
      DELETE /api/v1/auth/totp                     session

      GET    /api/v1/api-keys                      session
      POST   /api/v1/api-keys                      session
      DELETE /api/v1/api-keys/{id}                 session

      GET    /api/v1/tenant/members                tenant:manage
      POST   /api/v1/tenant/members                tenant:manage
      PATCH  /api/v1/tenant/members/{id}           tenant:manage
      DELETE /api/v1/tenant/members/{id}           tenant:manage
      POST   /api/v1/tenant/members/{id}/resend    tenant:manage

      GET    /api/v1/jobs                          jobs:read
      POST   /api/v1/jobs                          jobs:write
      POST   /api/v1/jobs/batch                    jobs:write
      POST   /api/v1/jobs/bulk                     jobs:write
      GET    /api/v1/jobs/counts                   jobs:read
      GET    /api/v1/jobs/{id}                     jobs:read
      PATCH  /api/v1/jobs/{id}                     jobs:write
      DELETE /api/v1/jobs/{id}                     jobs:write
      GET    /api/v1/jobs/{id}/attempts            jobs:read
      GET    /api/v1/jobs/{id}/explain             jobs:read
      GET    /api/v1/jobs/{id}/history             jobs:read
      GET    /api/v1/jobs/{id}/logs                jobs:read
      POST   /api/v1/jobs/{id}/cancel              jobs:write
      POST   /api/v1/jobs/{id}/retry               jobs:write
      POST   /api/v1/jobs/{id}/run                 jobs:write

      GET    /api/v1/operations                    jobs:read
      GET    /api/v1/operations/{id}               jobs:read
      POST   /api/v1/operations/{id}/abort         jobs:write

      GET    /api/v1/queues                        jobs:read
      GET    /api/v1/queues/{name}                 jobs:read
      PUT    /api/v1/queues/{name}                 jobs:write
      DELETE /api/v1/queues/{name}                 jobs:write
      POST   /api/v1/queues/{name}/pause           jobs:write
      POST   /api/v1/queues/{name}/purge           jobs:write
      POST   /api/v1/queues/{name}/resume          jobs:write
      POST   /api/v1/queues/{name}/run-next        jobs:write

      GET    /api/v1/schedules                     jobs:read
      POST   /api/v1/schedules                     jobs:write
      POST   /api/v1/schedules/preview             jobs:read jobs:write
      GET    /api/v1/schedules/{id}                jobs:read
      PATCH  /api/v1/schedules/{id}                jobs:write
      DELETE /api/v1/schedules/{id}                jobs:write
      GET    /api/v1/schedules/{id}/fires          jobs:read
      POST   /api/v1/schedules/{id}/pause          jobs:write
      POST   /api/v1/schedules/{id}/resume         jobs:write
      POST   /api/v1/schedules/{id}/run            jobs:write

      GET    /api/v1/stats                         jobs:read

      GET    /api/v1/webhooks                      jobs:read
      POST   /api/v1/webhooks                      jobs:write
      GET    /api/v1/webhooks/{id}                 jobs:read
      PATCH  /api/v1/webhooks/{id}                 jobs:write
      DELETE /api/v1/webhooks/{id}                 jobs:write
      POST   /api/v1/webhooks/{id}/test            jobs:write
      POST   /api/v1/webhooks/{id}/rotate-secret   jobs:write
      GET    /api/v1/webhooks/{id}/deliveries      jobs:read
      GET    /api/v1/deliveries/{id}               jobs:read
      POST   /api/v1/deliveries/{id}/replay        jobs:write

      GET    /api/v1/admin/audit                   admin
      GET    /api/v1/admin/audit/verify            admin
      GET    /api/v1/admin/jobs                    admin
      GET    /api/v1/admin/jobs/counts             admin
      GET    /api/v1/admin/stats                   admin
      POST   /api/v1/admin/keys/rotate             admin
      PUT    /api/v1/admin/tenants/{id}/weight     admin
      GET    /api/v1/users                         admin
      POST   /api/v1/users                         admin
      GET    /api/v1/users/{id}                    admin
      PATCH  /api/v1/users/{id}                    admin
      """;

  /** Where an empty object would be refused before anything is looked up. */
  private static final Map<String, String> BODIES =
      Map.of(
          "PATCH /api/v1/tenant/members/{id}", "{\"active\": true}",
          "PATCH /api/v1/users/{id}", "{\"active\": true}");

  private static final Map<String, Set<String>> EXPECTED = expected();

  @Inject Database database;

  /** Somebody who asks; a key has no person. */
  private record Role(
      String name, Set<String> words, @Nullable String token, @Nullable Person person) {
    static Role of(String name, Person person, String... words) {
      Set<String> all = new TreeSet<>(List.of(words));
      all.add("session");
      return new Role(name, all, person.token(), person);
    }

    static Role key(String name, String key, String... words) {
      return new Role(name, Set.of(words), key, null);
    }

    boolean may(Set<String> anyOf) {
      return anyOf.contains("everyone") || anyOf.stream().anyMatch(words::contains);
    }

    RequestSpecification call(String route) {
      if (token == null) {
        return given().contentType("application/json").accept("application/json");
      }
      // Signing out ends the session that it is asked with.
      boolean last = route.endsWith("/logout") && person != null;
      return as(last ? person.again().token() : token);
    }
  }

  private List<Role> roles() {
    Person owner = Callers.owner();
    Person admin = Callers.admin();
    return List.of(
        new Role("nobody", Set.of(), null, null),
        Role.of("viewer", Callers.member(owner, "viewer"), "jobs:read"),
        Role.of("member", Callers.member(owner, "member"), "jobs:read", "jobs:write", "work"),
        Role.of("owner", owner, "jobs:read", "jobs:write", "work", "tenant:manage"),
        Role.of("other", Callers.owner(), "jobs:read", "jobs:write", "work", "tenant:manage"),
        Role.of("admin", admin, "jobs:read", "jobs:write", "work", "tenant:manage", "admin"),
        Role.key("key jobs:read", Callers.key(owner, "jobs:read"), "jobs:read"),
        Role.key("key jobs:write", Callers.key(owner, "jobs:write"), "jobs:write"),
        Role.key("key work", Callers.key(owner, "work"), "work"),
        Role.key(
            "key admin", Callers.key(admin, "admin"), "jobs:read", "jobs:write", "work", "admin"));
  }

  private static Map<String, Set<String>> expected() {
    Map<String, Set<String>> routes = new LinkedHashMap<>();
    ROUTES
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.strip().split("\\s+"))
        .forEach(
            words ->
                routes.put(
                    words[0] + " " + words[1],
                    Arrays.stream(words).skip(2).collect(Collectors.toSet())));
    return routes;
  }

  private static Set<String> documented() {
    Map<String, Map<String, Object>> paths =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().path("paths");
    Set<String> routes = new TreeSet<>();
    paths.forEach(
        (path, item) ->
            item.keySet().stream()
                .map(verb -> verb.toUpperCase(Locale.ROOT))
                .filter(Set.of("GET", "PUT", "POST", "PATCH", "DELETE")::contains)
                .forEach(verb -> routes.add(verb + " " + path)));
    return routes;
  }

  private static Response ask(RequestSpecification caller, String route, String id) {
    String[] words = route.split(" ");
    String path =
        words[1]
            .replace("{id}", id)
            .replace("{name}", "walked")
            .replace("{token}", "none")
            .replace("{code}", "not_found");
    RequestSpecification request =
        words[0].equals("GET") || words[0].equals("DELETE")
            ? caller
            : caller.body(BODIES.getOrDefault(route, "{}"));
    return request.request(words[0], path);
  }

  @Test
  void everyRouteHasAnExpectationAndEveryExpectationARoute() {
    assertThat(documented()).isEqualTo(new TreeSet<>(EXPECTED.keySet()));
  }

  @Test
  void everybodyMayWhatIsExpectedAndNothingElse() {
    List<String> wrong = new ArrayList<>();
    for (Role role : roles()) {
      EXPECTED.forEach(
          (route, words) -> {
            int status = ask(role.call(route), route, UUID.randomUUID().toString()).statusCode();
            if (!isRight(role, words, status)) {
              wrong.add(role.name() + ": " + route + " -> " + status);
            }
          });
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isRight(Role role, Set<String> words, int status) {
    if (words.contains("body")) {
      return status < 500;
    }
    if (role.may(words)) {
      return status < 500 && status != 401 && status != 403;
    }
    return status == (role.token() == null ? 401 : 403);
  }

  @Test
  void refusalsAreProblemDocuments() {
    String viewer = Callers.member(Callers.owner(), "viewer").token();
    Response forbidden = as(viewer).body("{}").post("/api/v1/jobs");
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.contentType()).startsWith("application/problem+json");
    assertThat(forbidden.<String>path("code")).isEqualTo("forbidden");
  }

  @Test
  void anotherTenantsThingsLookLikeNoneAtAll() {
    JobCalls.registerTypes(database);
    Person ann = Callers.owner();
    Person eve = Callers.owner();
    Map<String, String> things = things(ann);
    List<String> wrong = new ArrayList<>();
    Role stranger = Role.of("other", eve, "jobs:read", "jobs:write", "work", "tenant:manage");
    EXPECTED.forEach(
        (route, words) -> {
          if (!route.contains("{id}") || !stranger.may(words)) {
            return;
          }
          String thing = thing(things, route);
          Response foreign = ask(as(eve.token()), route, thing);
          Response unknown = ask(as(eve.token()), route, UUID.randomUUID().toString());
          if (foreign.statusCode() != 404 || !said(foreign).equals(said(unknown))) {
            wrong.add(route + " -> " + foreign.statusCode() + " " + said(foreign));
          }
        });
    assertThat(wrong).isEmpty();
    // Nothing happened to them.
    as(ann.token()).get("/api/v1/jobs/" + things.get("jobs")).then().statusCode(200);
    as(ann.token()).get("/api/v1/schedules/" + things.get("schedules")).then().statusCode(200);
  }

  private static Map<String, Object> said(Response answer) {
    Map<String, Object> document = new TreeMap<>(answer.<Map<String, Object>>path(""));
    document.remove("instance");
    document.remove("traceId");
    return document;
  }

  private static String thing(Map<String, String> things, String route) {
    return things.entrySet().stream()
        .filter(entry -> route.contains("/api/v1/" + entry.getKey() + "/{id}"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing to ask for at " + route));
  }

  /** One of each, by the path that it is found at. */
  private Map<String, String> things(Person owner) {
    String webhook =
        made(
            owner,
            "/api/v1/webhooks",
            "{\"url\": \"https://93.184.215.14/\", \"events\": [\"job.failed\"]}");
    return Map.of(
        "webhooks",
        webhook,
        "deliveries",
        made(owner, "/api/v1/webhooks/" + webhook + "/test", "{}"),
        "jobs",
        made(owner, "/api/v1/jobs", "{\"type\": \"noop\", \"hold\": true}"),
        "schedules",
        made(
            owner,
            "/api/v1/schedules",
            "{\"name\": \"s\", \"every\": \"PT1H\", \"job\": {\"type\": \"noop\"}}"),
        "operations",
        made(owner, "/api/v1/jobs/bulk", "{\"action\": \"cancel\", \"all\": true}"),
        "api-keys",
        made(owner, "/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"jobs:read\"]}"),
        "auth/sessions",
        as(owner.token()).get("/api/v1/auth/sessions").path("items[0].id"),
        "tenant/members",
        Callers.member(owner, "member").id());
  }

  private static String made(Person owner, String path, String body) {
    Response answer = as(owner.token()).body(body).post(path);
    assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isBetween(201, 202);
    return answer.path("id");
  }
}
