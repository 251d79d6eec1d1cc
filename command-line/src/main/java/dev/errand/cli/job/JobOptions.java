package dev.errand.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.input.Durations;
import dev.errand.cli.paper.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said of a job, submitted now or by a schedule. */
public final class JobOptions {
  @Option(
      names = "--data",
      paramLabel = "JSON|@FILE|-",
      description = "The input: JSON, a file that holds it, or - for stdin.")
  @Nullable String data;

  @Option(names = "--queue", paramLabel = "NAME", description = "Its queue; default if left out.")
  @Nullable String queue;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "-1000 to 1000, or low, normal, high, urgent; higher runs first.")
  @Nullable String priority;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "How often to try; 5 if left out.")
  @Nullable Integer maxAttempts;

  @Option(
      names = "--attempt-timeout",
      paramLabel = "DURATION",
      description = "How long one attempt may take, such as 90s.")
  @Nullable String attemptTimeout;

  @Option(names = "--tag", paramLabel = "TAG", description = "May be given several times.")
  @Nullable List<String> tags;

  @Option(names = "--name", paramLabel = "TEXT", description = "What people call it.")
  @Nullable String name;

  /** The job as the server takes it. */
  public ObjectNode body(Desk desk, String type) {
    ObjectNode body = Json.object().put("type", type);
    if (data != null) {
      body.set("data", desk.payload(data));
    }
    Json.put(body, "queue", queue);
    priority(body, priority);
    if (maxAttempts != null) {
      body.put("maxAttempts", maxAttempts);
    }
    Json.put(body, "timeout", iso("--attempt-timeout", attemptTimeout));
    if (tags != null) {
      tags.forEach(body.putArray("tags")::add);
    }
    Json.put(body, "name", name);
    return body;
  }

  // The server knows the words.
  private static void priority(ObjectNode body, @Nullable String given) {
    if (given != null && given.matches("-?\\d{1,9}")) {
      body.put("priority", Integer.parseInt(given));
    } else {
      Json.put(body, "priority", given);
    }
  }

  static @Nullable String iso(String option, @Nullable String duration) {
    return duration == null ? null : Durations.parse(option, duration).toString();
  }
}
