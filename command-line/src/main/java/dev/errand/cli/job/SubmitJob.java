package dev.errand.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "submit",
    description = "Submit a job. Prints its id, or with --watch how it ended.")
final class SubmitJob implements Callable<Integer> {
  private final Desk desk;

  @Parameters(paramLabel = "TYPE", description = "What to do, such as simulate.")
  String type = "";

  @Mixin final JobOptions options = new JobOptions();

  @Option(
      names = "--delay",
      paramLabel = "DURATION",
      description = "Not before that much time has passed, such as 10m.")
  @Nullable String delay;

  @Option(
      names = "--run-at",
      paramLabel = "TIME",
      description = "Not before that moment, such as 2026-03-01T08:00:00Z.")
  @Nullable String runAt;

  @Option(names = "--hold", description = "Not before somebody runs it.")
  boolean hold;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key submits one job, however often it is sent within a day.")
  @Nullable String key;

  @Option(names = "--watch", description = "Follow it, and exit with how it ended.")
  boolean watch;

  @Mixin final WatchOptions watching = new WatchOptions();

  SubmitJob(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    // Always with a key: a request that has to be repeated must not submit twice.
    Call call =
        Call.post("/api/v1/jobs").header("Idempotency-Key", key == null ? desk.newKey() : key);
    Answer job = desk.server().send(call.json(body()));
    String id = job.json().path("id").asText();
    if (watch) {
      desk.paper().talk("job " + id);
      return watching.watch(desk, id).number();
    }
    desk.paper().print(desk.paper().isJson() ? job.body() : id);
    return 0;
  }

  private ObjectNode body() {
    ObjectNode body = options.body(desk, type);
    Json.put(body, "delay", JobOptions.iso("--delay", delay));
    Json.put(body, "runAt", runAt);
    if (hold) {
      body.put("hold", true);
    }
    return body;
  }
}
