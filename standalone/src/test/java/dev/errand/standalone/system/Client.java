package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Somebody who uses the API with nothing but HTTP. */
final class Client {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final URI base;
  private final @Nullable String token;

  private Client(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** Signs up somebody new, who reads the mail, verifies the address and logs in. */
  static Client newPerson(URI base) {
    String email = "person-%d@example.org".formatted(PEOPLE.incrementAndGet());
    String password = "a password of person " + PEOPLE.get();
    Client stranger = stranger(base);
    stranger.post("/api/v1/auth/signup", Map.of("email", email, "password", password)).as(202);
    String code =
        await("mail to " + email).until(() -> stranger.codeFor(email), found -> !found.isEmpty());
    stranger.post("/api/v1/auth/verify", Map.of("email", email, "code", code)).as(200);
    return login(base, email, password);
  }

  private String codeFor(String email) {
    return get("/dev/mail?to=" + email).as(200).path(0).path("codes").path(0).asText();
  }

  static Client stranger(URI base) {
    return new Client(base, null);
  }

  static Client login(URI base, String login, String password) {
    JsonNode session =
        new Client(base, null)
            .post("/api/v1/auth/login", Map.of("login", login, "password", password))
            .as(200);
    return new Client(base, session.path("accessToken").asText());
  }

  String token() {
    return String.valueOf(token);
  }

  /** The same person at another process. */
  Client at(URI other) {
    return new Client(other, token);
  }

  LiveListener listen() {
    return LiveListener.open(base, token());
  }

  // --- jobs ---------------------------------------------------------------------------------

  /** Submits a job that must be accepted. */
  JsonNode submit(Map<String, ?> job) {
    return post("/api/v1/jobs", job).as(201);
  }

  String submitId(Map<String, ?> job) {
    return submit(job).path("id").asText();
  }

  /** Submits jobs in one request and answers their ids; all must be accepted. */
  List<String> submitAll(List<? extends Map<String, ?>> jobs) {
    JsonNode answer = post("/api/v1/jobs/batch", Map.of("jobs", jobs)).as(201);
    assertThat(answer.path("failed").asInt()).as("refused of %s", answer).isZero();
    return texts(answer.path("items"), "id");
  }

  JsonNode job(String id) {
    return get("/api/v1/jobs/" + id).as(200);
  }

  /** The job when it is final. */
  JsonNode awaitFinal(String id) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode job = waitFor(id, 30).as(200);
    while (!isFinal(job)) {
      assertThat(System.nanoTime()).as("final in time: %s", job).isLessThan(deadline);
      job = waitFor(id, 30).as(200);
    }
    return job;
  }

  List<JsonNode> awaitFinal(List<String> ids) {
    return ids.stream().map(this::awaitFinal).toList();
  }

  /** One look at a job that may take that many seconds, until the job is final. */
  Reply waitFor(String id, int seconds) {
    return send(request("/api/v1/jobs/" + id).header("Prefer", "wait=" + seconds).GET());
  }

  void awaitState(String id, String state) {
    await("job " + id + " is " + state)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> job(id).path("state").asText(), state::equals);
  }

  Reply act(String id, String verb) {
    return post("/api/v1/jobs/%s/%s".formatted(id, verb), Map.of());
  }

  /** The operation when it is no longer running. */
  JsonNode awaitOperation(JsonNode operation) {
    String path = "/api/v1/operations/" + operation.path("id").asText();
    return await("end of " + path)
        .atMost(PATIENCE)
        .until(() -> get(path).as(200), now -> !now.path("state").asText().equals("running"));
  }

  /** The minute of the figures in which that many ended so. */
  JsonNode awaitMinuteWith(String outcome, int count) {
    return await(outcome + " in the figures")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> minuteWith(outcome, count), minute -> !minute.isMissingNode());
  }

  private JsonNode minuteWith(String outcome, int count) {
    for (JsonNode minute : get("/api/v1/stats").as(200).path("minutes")) {
      if (minute.path(outcome).asInt() == count) {
        return minute;
      }
    }
    return MissingNode.getInstance();
  }

  /** Attempts, the first one first. */
  List<JsonNode> attempts(String id) {
    return items(get("/api/v1/jobs/%s/attempts".formatted(id)).as(200)).stream()
        .sorted((one, other) -> one.path("number").asInt() - other.path("number").asInt())
        .toList();
  }

  List<JsonNode> history(String id) {
    return items(get("/api/v1/jobs/%s/history".formatted(id)).as(200));
  }

  /** All pages of a list. */
  List<JsonNode> list(String path) {
    List<JsonNode> all = new ArrayList<>();
    String separator = path.contains("?") ? "&" : "?";
    JsonNode page = get(path + separator + "limit=200").as(200);
    all.addAll(items(page));
    while (page.path("nextCursor").isTextual()) {
      page = get(path + separator + "limit=200&cursor=" + page.path("nextCursor").asText()).as(200);
      all.addAll(items(page));
    }
    return all;
  }

  static boolean isFinal(JsonNode job) {
    return List.of("completed", "failed", "cancelled").contains(job.path("state").asText());
  }

  static List<String> texts(Iterable<JsonNode> nodes, String field) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }

  private static List<JsonNode> items(JsonNode page) {
    List<JsonNode> items = new ArrayList<>();
    page.path("items").forEach(items::add);
    return items;
  }

  // --- HTTP ---------------------------------------------------------------------------------

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply post(String path, Map<String, ?> body) {
    return send(request(path).POST(BodyPublishers.ofString(text(body))));
  }

  Reply post(String path, Map<String, ?> body, String idempotencyKey) {
    return send(
        request(path)
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(text(body))));
  }

  Reply patch(String path, Map<String, ?> body) {
    return send(request(path).method("PATCH", BodyPublishers.ofString(text(body))));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.headers(), tree(answer.body()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      throw new AssertionError("no JSON: " + text, noJson);
    }
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
