package dev.errand.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A signed-in client that keeps a number of connections busy. */
@Singleton
class HttpLoad {
  static final String LOGIN = "bench@example.com";
  static final String PASSWORD = "bench-bench-bench";

  private final HttpClient client;
  private String token = "";

  @Inject
  HttpLoad(Vertx vertx, @ConfigProperty(name = "quarkus.http.port") int port) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
            new PoolOptions().setHttp1MaxSize(64));
  }

  /** What was answered, and how long each answer took. */
  record Run(long[] nanos, double seconds, int failures) {
    double rate() {
      return nanos.length / seconds;
    }
  }

  void signIn() throws Exception {
    JsonObject login = new JsonObject().put("login", LOGIN).put("password", PASSWORD);
    Buffer answer = get(post("/api/v1/auth/login", login.toBuffer()));
    token = answer.toJsonObject().getString("accessToken");
  }

  /** Sends one request and hands its body over. */
  Future<Buffer> post(String path, Buffer body) {
    return client
        .request(HttpMethod.POST, path)
        .compose(
            request -> {
              request.putHeader("Content-Type", "application/json");
              if (!token.isEmpty()) {
                request.putHeader("Authorization", "Bearer " + token);
              }
              return request.send(body);
            })
        .compose(
            response ->
                response.statusCode() < 300
                    ? response.body()
                    : response
                        .body()
                        .compose(text -> Future.failedFuture(response.statusCode() + " " + text)));
  }

  /** Keeps that many requests under way for that long. */
  Run keepBusy(int connections, long seconds, String path, Supplier<Buffer> bodies)
      throws Exception {
    var nanos = new ConcurrentLinkedQueue<Long>();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    get(
        Future.all(
            IntStream.range(0, connections)
                .mapToObj(i -> repeat(end, path, bodies, nanos, failures))
                .toList()));
    double took = (System.nanoTime() - begin) / 1e9;
    failures.stream().limit(1).forEach(failure -> System.out.println("failed: " + failure));
    return new Run(nanos.stream().mapToLong(Long::longValue).toArray(), took, failures.size());
  }

  private Future<Void> repeat(
      long end,
      String path,
      Supplier<Buffer> bodies,
      ConcurrentLinkedQueue<Long> nanos,
      ConcurrentLinkedQueue<Throwable> failures) {
    Promise<Void> done = Promise.promise();
    sendNext(end, path, bodies, nanos, failures, done);
    return done.future();
  }

  private void sendNext(
      long end,
      String path,
      Supplier<Buffer> bodies,
      ConcurrentLinkedQueue<Long> nanos,
      ConcurrentLinkedQueue<Throwable> failures,
      Promise<Void> done) {
    long sent = System.nanoTime();
    if (sent - end >= 0) {
      done.complete();
      return;
    }
    post(path, bodies.get())
        .onComplete(
            answer -> {
              if (answer.succeeded()) {
                nanos.add(System.nanoTime() - sent);
              } else {
                failures.add(answer.cause());
              }
              sendNext(end, path, bodies, nanos, failures, done);
            });
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
  }
}
