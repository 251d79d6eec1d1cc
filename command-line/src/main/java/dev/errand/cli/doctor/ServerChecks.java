package dev.errand.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.live.Heard;
import dev.errand.cli.live.LiveSocket;
import dev.errand.cli.live.SocketRefused;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import dev.errand.cli.server.CallRefused;
import dev.errand.cli.server.Server;
import dev.errand.cli.server.Unreachable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a server from here. */
final class ServerChecks {
  // Such headers count in seconds.
  private static final Duration SKEW = Duration.ofSeconds(3);
  private static final Duration HELLO = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;
  private static final String API = "v1";

  private final Server server;
  private final Clock clock;

  ServerChecks(Server server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      Answer health = server.ask(Call.get("/q/health/ready"));
      findings.add(health(health));
      findings.add(version());
      findings.add(clock(health));
      Finding login = login();
      findings.add(login);
      if (!login.isTrouble()) {
        findings.add(socket());
      }
    } catch (Unreachable away) {
      findings.add(
          Finding.trouble(
              "server",
              away.text().lines().findFirst().orElse(""),
              "start it (./errand up), or say where it is with --url or ERRAND_URL"));
    }
    return findings;
  }

  private Finding health(Answer health) {
    if (health.isSuccess()) {
      return Finding.ok("server", server.url() + " is ready");
    }
    if (health.status() == NOT_FOUND) {
      return Finding.trouble(
          "server", server.url() + " answers, but not like Errand", "check the address");
    }
    StringBuilder down = new StringBuilder();
    Json.read(health.body())
        .ifPresent(json -> json.path("checks").forEach(check -> addIfDown(check, down)));
    return Finding.trouble(
        "server",
        "it runs and is not ready" + (down.isEmpty() ? "" : ": " + down),
        "look at its log; without its database it waits");
  }

  private static void addIfDown(JsonNode check, StringBuilder down) {
    if (!check.path("status").asText().equals("UP")) {
      down.append(down.isEmpty() ? "" : ", ").append(check.path("name").asText());
    }
  }

  private Finding version() {
    Answer document = server.ask(Call.get("/q/openapi?format=json"));
    JsonNode info = Json.read(document.body()).orElseGet(Json::object).path("info");
    String version = info.path("version").asText("");
    if (!document.isSuccess() || !info.path("title").asText("").equals("Errand")) {
      return Finding.warning(
          "version", "the server does not say which it is", "check the address and proxies");
    }
    return version.equals(API)
        ? Finding.ok("version", "API " + version)
        : Finding.warning("version", "API " + version, "use the command line of that version");
  }

  private Finding clock(Answer answer) {
    Optional<Instant> there = answer.header("Date").flatMap(ServerChecks::date);
    if (there.isEmpty()) {
      return Finding.ok("clock", "the server does not tell the time");
    }
    Duration skew = Duration.between(there.get(), clock.instant()).abs();
    return skew.compareTo(SKEW) <= 0
        ? Finding.ok("clock", "as the server's")
        : Finding.warning(
            "clock",
            "%d s apart from the server's".formatted(skew.toSeconds()),
            "set both by NTP: runAt and deadlines count by the server's");
  }

  private static Optional<Instant> date(String header) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private Finding login() {
    if (server.keyring().isExposed()) {
      return Finding.trouble(
          "credentials",
          "others can read " + server.keyring().file(),
          "chmod 600 it, then sign in again: errand login");
    }
    Optional<String> caller = server.caller();
    if (caller.isEmpty()) {
      return Finding.trouble(
          "credentials", "nobody is signed in", "errand login, or set ERRAND_API_KEY");
    }
    try {
      server.requireKnown(server.ask(Call.get("/api/v1/auth/me")));
      return Finding.ok("credentials", caller.get());
    } catch (CallRefused refused) {
      return Finding.trouble(
          "credentials",
          caller.get() + ": " + refused.text().lines().findFirst().orElse(""),
          "errand login, or set another ERRAND_API_KEY");
    }
  }

  private Finding socket() {
    try (LiveSocket socket = LiveSocket.open(server)) {
      Optional<Heard> first = socket.next(HELLO);
      boolean hello =
          first.isPresent()
              && first.get() instanceof Heard.Frame frame
              && frame.type().equals("hello");
      return hello
          ? Finding.ok("live socket", "open")
          : Finding.warning("live socket", "opens and stays silent", "check proxies on the way");
    } catch (SocketRefused refused) {
      return Finding.warning(
          "live socket",
          refused.why(),
          "let proxies pass Upgrade to /api/v1/live; until then job watch asks instead");
    }
  }
}
