package dev.errand.bench.engine;

import dev.errand.bench.client.HttpClientMain;
import dev.errand.bench.client.SocketClientMain;
import dev.errand.model.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Signed-in clients in a process of their own: {@code wrk} where it is on the path, since it takes
 * the least from the server's processors, else ours.
 */
@Singleton
public class HttpLoad {
  public static final String LOGIN = "bench@example.com";
  public static final String PASSWORD = "bench-bench-bench";

  // An access token is good for a quarter of an hour.
  private static final Duration FRESH = Duration.ofMinutes(8);

  private final int port;
  private final Optional<Path> wrk;
  private @Nullable Login login;

  @Inject
  HttpLoad(@ConfigProperty(name = "quarkus.http.port") int port, BenchConfig config) {
    this.port = port;
    wrk = config.wrk() ? wrkOnPath() : Optional.empty();
  }

  private record Login(String token, TenantId tenant, long at) {
    boolean isFresh() {
      return System.nanoTime() - at < FRESH.toNanos();
    }
  }

  /**
   * What came of a load.
   *
   * @param rate answers a second
   * @param failures answers that were none of the 200s, and broken connections
   */
  public record Run(double rate, double p50, double p95, double p99, long failures) {
    static Run of(JsonObject line) {
      return new Run(
          line.getDouble("rate", 0.0),
          line.getDouble("p50"),
          line.getDouble("p95"),
          line.getDouble("p99"),
          line.getLong("failures", 0L));
    }
  }

  /** Who loads: {@code wrk} or {@code own}. */
  public String client() {
    return wrk.isPresent() ? "wrk" : "own";
  }

  /** Keeps connections busy, each with one request at a time. */
  public Run keepBusy(int connections, Duration period, String path, String body) throws Exception {
    Path file = bodyFile(body);
    String seconds = "" + Math.max(1, period.toSeconds());
    if (wrk.isEmpty()) {
      return run("busy", path, file.toString(), "" + connections, seconds);
    }
    Path script = Files.createTempFile("errand-bench", ".lua");
    try (InputStream own = HttpLoad.class.getResourceAsStream("/wrk.lua")) {
      Files.write(script, own == null ? new byte[0] : own.readAllBytes());
    }
    List<String> command =
        List.of(
            wrk.get().toString(),
            "-t1",
            "-c" + connections,
            "-d" + seconds + "s",
            "-s",
            script.toString(),
            "http://127.0.0.1:" + port + path);
    Map<String, String> environment = Map.of("BENCH_TOKEN", token(), "BENCH_BODY", file.toString());
    try (ChildJvm process = ChildJvm.of(command, environment)) {
      return result(process);
    }
  }

  /** Posts jobs at an even pace and times the answers; {@code $NANOS} becomes the moment. */
  public Run pace(int warmUp, int counted, String path, String body) throws Exception {
    return run("paced", path, bodyFile(body).toString(), "" + counted, "" + warmUp);
  }

  /** Opens live sockets that hear of every job of the signed-in user. */
  public ChildJvm listen(int sockets) throws Exception {
    ChildJvm listeners =
        ChildJvm.client(SocketClientMain.class, environment(), List.of("" + port, "" + sockets));
    listeners.awaitLine("ready");
    return listeners;
  }

  private Run run(String kind, String path, String... rest) throws Exception {
    List<String> arguments =
        Stream.concat(Stream.of(kind, "" + port, path), Stream.of(rest)).toList();
    try (ChildJvm client = ChildJvm.client(HttpClientMain.class, environment(), arguments)) {
      return result(client);
    }
  }

  private static Run result(ChildJvm client) {
    return Run.of(new JsonObject(client.awaitLine("{")));
  }

  private static Path bodyFile(String body) throws IOException {
    Path file = Files.createTempFile("errand-bench", ".json");
    file.toFile().deleteOnExit();
    return Files.writeString(file, body);
  }

  private Map<String, String> environment() throws Exception {
    return Map.of("BENCH_TOKEN", token());
  }

  /** The tenant of who is signed in. */
  public TenantId tenant() throws Exception {
    return login().tenant();
  }

  private String token() throws Exception {
    return login().token();
  }

  private Login login() throws Exception {
    @Nullable Login known = login;
    if (known == null || !known.isFresh()) {
      known = signIn();
      login = known;
    }
    return known;
  }

  private Login signIn() throws Exception {
    JsonObject credentials = new JsonObject().put("login", LOGIN).put("password", PASSWORD);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(credentials.encode()))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(request, BodyHandlers.ofString()).body();
      JsonObject json = new JsonObject(answer);
      if (!json.containsKey("accessToken")) {
        throw new IllegalStateException("cannot sign in: " + answer);
      }
      String tenant = json.getJsonObject("user").getJsonObject("tenant").getString("id");
      return new Login(
          json.getString("accessToken"), new TenantId(UUID.fromString(tenant)), System.nanoTime());
    }
  }

  private static Optional<Path> wrkOnPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "wrk"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
