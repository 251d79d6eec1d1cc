package dev.errand.cli.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.input.Durations;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import dev.errand.cli.server.CallRefused;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = "Set limits of a queue; those that are not named stay. none takes one away.")
final class SetQueue implements Runnable {
  private static final List<String> LIMITS =
      List.of("concurrency", "rateLimit", "perKeyConcurrency", "manual");
  private static final int NOT_FOUND = 404;

  private final Desk desk;

  @Parameters(paramLabel = "NAME")
  String name = "";

  @Option(names = "--concurrency", paramLabel = "N", description = "How many run side by side.")
  @Nullable String concurrency;

  @Option(
      names = "--rate",
      paramLabel = "N/TIME",
      description = "How many may start within a time, such as 100/1m.")
  @Nullable String rate;

  @Option(
      names = "--per-key",
      paramLabel = "N",
      description = "How many of one concurrency key run side by side.")
  @Nullable String perKey;

  @Option(
      names = "--manual",
      negatable = true,
      description = "Nothing runs until somebody says run-next.")
  @Nullable Boolean manual;

  SetQueue(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    String path = "/api/v1/queues/" + Call.part(name);
    JsonNode known = known(path);
    Call call = Call.put(path).json(body(known));
    // Two who set different limits at once must not undo each other's.
    if (known.path("version").asInt() > 0) {
      call = call.header("If-Match", "\"" + known.path("version").asInt() + "\"");
    }
    desk.show(desk.server().send(call), QueueColumns.FIELDS);
  }

  // A queue that nobody has used yet can have limits.
  private JsonNode known(String path) {
    Answer answer = desk.server().ask(Call.get(path));
    if (answer.status() == NOT_FOUND) {
      return Json.object();
    }
    if (!answer.isSuccess()) {
      throw new CallRefused(answer);
    }
    return answer.json();
  }

  private ObjectNode body(JsonNode known) {
    ObjectNode body = Json.object();
    for (String limit : LIMITS) {
      if (known.path(limit).isValueNode() && !known.path(limit).isNull()
          || known.path(limit).isObject()) {
        body.set(limit, known.path(limit));
      }
    }
    number(body, "concurrency", "--concurrency", concurrency);
    number(body, "perKeyConcurrency", "--per-key", perKey);
    rate(body);
    if (manual != null) {
      body.put("manual", manual);
    }
    return body;
  }

  private static void number(ObjectNode body, String field, String option, @Nullable String given) {
    if (given == null) {
      return;
    }
    if (given.equals("none")) {
      body.remove(field);
    } else if (given.matches("\\d{1,9}")) {
      body.put(field, Integer.parseInt(given));
    } else {
      throw wrong(option + " must be a number or none");
    }
  }

  private void rate(ObjectNode body) {
    String given = rate;
    if (given == null) {
      return;
    }
    if (given.equals("none")) {
      body.remove("rateLimit");
      return;
    }
    int slash = given.indexOf('/');
    if (slash < 1 || !given.substring(0, slash).matches("\\d{1,9}")) {
      throw wrong("--rate must look like 100/1m, or be none");
    }
    body.set(
        "rateLimit",
        Json.object()
            .put("count", Integer.parseInt(given.substring(0, slash)))
            .put("per", Durations.parse("--rate", given.substring(slash + 1)).toString()));
  }

  private static CommandFailed wrong(String why) {
    return new CommandFailed(ExitCode.USAGE, why);
  }
}
