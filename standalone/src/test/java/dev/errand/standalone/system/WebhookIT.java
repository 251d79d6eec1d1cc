package dev.errand.standalone.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of a whole Errand: to the example's receiver, and past a receiver that hangs. */
class WebhookIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Path EXAMPLE = Path.of("../examples/webhook-receiver");

  @TempDir private Path directory;

  @Test
  void theExampleVerifiesWhatItIsSent() throws Exception {
    Path example = installed();
    int port = Launch.freePort();
    try (Installation errand = install()) {
      Client ann = errand.newPerson();
      JsonNode webhook = ann.post("/api/v1/webhooks", hook(port, "job.completed")).as(201);
      Path log = directory.resolve("receiver.log");
      Process receiver = receiver(example, port, webhook.path("secret").asText(), log);
      try {
        await("the receiver").atMost(SOON).until(() -> Files.readString(log).contains("listening"));

        String job = ann.submitId(Map.of("type", "noop"));

        await("the message").atMost(SOON).until(() -> Files.readString(log).contains(job));
        String id = webhook.path("id").asText();
        await("the log").atMost(SOON).until(() -> delivery(ann, id).equals("delivered 204"));
      } finally {
        receiver.destroyForcibly();
      }
    }
  }

  @Test
  void aReceiverThatHangsDelaysNoOtherAndNoJob() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        TinyReceiver receiver = new TinyReceiver();
        Installation errand = install()) {
      Client eve = errand.newPerson();
      Client ann = errand.newPerson();
      eve.post("/api/v1/webhooks", hook(silent.getLocalPort(), "job.submitted")).as(201);
      ann.post("/api/v1/webhooks", hook(receiver.port(), "job.completed")).as(201);
      for (int i = 0; i < 40; i++) {
        eve.submitId(Map.of("type", "noop"));
      }

      String job = ann.submitId(Map.of("type", "noop"));

      ann.awaitFinal(job);
      // One that hangs is given 15 s; forty of them, five at a time, hold on for two minutes.
      await("the message")
          .atMost(Duration.ofSeconds(14))
          .until(() -> receiver.bodies().stream().anyMatch(body -> body.contains(job)));
    }
  }

  private static String delivery(Client client, String webhook) {
    JsonNode items =
        client.get("/api/v1/webhooks/" + webhook + "/deliveries").as(200).path("items");
    return items.path(0).path("state").asText() + " " + items.path(0).path("status").asText();
  }

  private static Map<String, Object> hook(int port, String event) {
    return Map.of("url", "http://127.0.0.1:" + port + "/", "events", List.of(event));
  }

  private Installation install() {
    return Installation.oneProcess(
        directory.resolve("data"), Map.of("ERRAND_OUTGOING_ALLOW", "127.0.0.0/8"));
  }

  /** A copy of the example with the library it needs, if this machine can get it. */
  private Path installed() throws IOException, InterruptedException {
    Path copy = Files.createDirectory(directory.resolve("example"));
    for (String file : List.of("package.json", "receiver.js")) {
      Files.copy(EXAMPLE.resolve(file), copy.resolve(file));
    }
    assumeTrue(
        run(copy, "npm", "install", "--no-audit", "--no-fund"), "npm can install the example");
    return copy;
  }

  private static boolean run(Path directory, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static Process receiver(Path example, int port, String secret, Path log)
      throws IOException {
    Files.createFile(log);
    var builder =
        new ProcessBuilder("node", "receiver.js")
            .directory(example.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("WEBHOOK_SECRET", secret);
    return builder.start();
  }
}
