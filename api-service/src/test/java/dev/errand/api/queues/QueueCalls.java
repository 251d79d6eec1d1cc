package dev.errand.api.queues;

import static io.restassured.RestAssured.given;

import dev.errand.api.accounts.People;
import dev.errand.store.sql.Database;
import dev.errand.store.worker.KnownType;
import dev.errand.store.worker.RegisterWorker;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;

/** Calls of one signed-in user on its queues. */
record QueueCalls(String token) {
  static QueueCalls ofNewUser() {
    return new QueueCalls(People.signedInUser().path("accessToken"));
  }

  static QueueCalls of(String login, String password) {
    return new QueueCalls(People.login(login, password).path("accessToken"));
  }

  /** What a worker would say of itself: the API's tests have none. */
  static void registerTypes(Database database, String... types) {
    var known = List.of(types).stream().map(type -> new KnownType(type, null, 5)).toList();
    RegisterWorker.run(
            database.engine(),
            new RegisterWorker.Introduction("test", "localhost", "test", 1, known))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  RequestSpecification call() {
    return given().header("Authorization", "Bearer " + token).contentType("application/json");
  }

  String submitted(String body) {
    return call().body(body).post("/api/v1/jobs").then().statusCode(201).extract().path("id");
  }

  Response get(String path) {
    return call().get("/api/v1" + path);
  }

  Response post(String path) {
    return call().post("/api/v1" + path);
  }

  Response put(String queue, String body) {
    return call().body(body).put("/api/v1/queues/" + queue);
  }

  /** The codes of what keeps a job. */
  List<String> reasons(String job) {
    return get("/jobs/" + job + "/explain").path("reasons.code");
  }
}
