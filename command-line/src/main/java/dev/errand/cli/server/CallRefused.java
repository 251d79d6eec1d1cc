package dev.errand.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Json;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** The server refused, mostly with a problem document (RFC 9457). */
public final class CallRefused extends CommandFailed {
  private final Answer answer;

  public CallRefused(Answer answer) {
    super(exit(answer.status()), text(answer));
    this.answer = answer;
  }

  public int status() {
    return answer.status();
  }

  /** Whether trying again may help. */
  public boolean isPassing() {
    return status() == 503 || status() == 502 || status() == 504 || status() == 429;
  }

  private static ExitCode exit(int status) {
    return switch (status) {
      case 401, 403 -> ExitCode.NOT_ALLOWED;
      case 404 -> ExitCode.NOT_FOUND;
      case 409, 412 -> ExitCode.CONFLICT;
      case 400, 413, 422 -> ExitCode.USAGE;
      default -> ExitCode.FAILURE;
    };
  }

  private static String text(Answer answer) {
    return Json.read(answer.body())
        .filter(JsonNode::isObject)
        .map(problem -> text(answer, problem))
        .orElseGet(() -> unreadable(answer));
  }

  private static String text(Answer answer, JsonNode problem) {
    String title = problem.path("title").asText("");
    StringJoiner text = new StringJoiner("\n");
    text.add(title.isEmpty() ? "the server answered " + answer.status() : title);
    add(text, problem.path("detail").asText(""), detail -> !detail.equals(title));
    for (JsonNode error : problem.path("errors")) {
      text.add("  " + field(error.path("pointer").asText("")) + error.path("detail").asText(""));
    }
    add(text, problem.path("existing").asText(""), existing -> true, "  existing: ");
    answer.header("Retry-After").ifPresent(wait -> text.add("  try again in " + wait + " s"));
    if (answer.status() == 401) {
      text.add("Sign in with: errand login");
    }
    if (answer.status() >= 500) {
      add(text, problem.path("traceId").asText(""), id -> true, "  traceId: ");
    }
    return text.toString();
  }

  private static void add(StringJoiner text, String line, Predicate<String> wanted) {
    add(text, line, wanted, "  ");
  }

  private static void add(StringJoiner text, String line, Predicate<String> wanted, String begin) {
    if (!line.isEmpty() && wanted.test(line)) {
      text.add(begin + line);
    }
  }

  // #/rateLimit/per as people write it: rateLimit.per
  private static String field(String pointer) {
    String name = pointer.replaceFirst("^#?/?", "").replace('/', '.');
    return name.isEmpty() ? "" : name + ": ";
  }

  private static String unreadable(Answer answer) {
    String to = answer.header("Location").map(place -> " and points to " + place).orElse("");
    return "the server answered " + answer.status() + to;
  }
}
