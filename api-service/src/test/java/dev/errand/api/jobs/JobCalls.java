package dev.errand.api.jobs;

import static io.restassured.RestAssured.given;

import dev.errand.api.accounts.People;
import dev.errand.store.sql.Database;
import dev.errand.store.worker.KnownType;
import dev.errand.store.worker.RegisterWorker;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;

/** Job calls of one signed-in user. */
public record JobCalls(String token) {
  private static final String SCHEMA =
      """
      {"type":"object","additionalProperties":false,"required":["pages"],
       "properties":{"pages":{"type":"integer","minimum":1},"title":{"type":"string"}}}
      """;

  public static JobCalls ofNewUser() {
    return new JobCalls(People.signedInUser().path("accessToken"));
  }

  public static JobCalls of(String login, String password) {
    return new JobCalls(People.login(login, password).path("accessToken"));
  }

  /** What a worker would say of itself: the API's tests have none. */
  public static void registerTypes(Database database) {
    var types =
        List.of(
            new KnownType("noop", null, 5),
            new KnownType("report.render", SCHEMA, 7),
            new KnownType("simulate", null, 5));
    RegisterWorker.run(
            database.engine(),
            new RegisterWorker.Introduction("test", "localhost", "test", 1, types))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  public RequestSpecification call() {
    return given().header("Authorization", "Bearer " + token).contentType("application/json");
  }

  public Response submit(String body) {
    return call().body(body).post("/api/v1/jobs");
  }

  public String submitted(String body) {
    return submit(body).then().statusCode(201).extract().path("id");
  }

  public Response get(String path) {
    return call().get("/api/v1" + path);
  }

  public Response post(String path) {
    return call().post("/api/v1" + path);
  }
}
