package dev.errand.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Print what a job's handler logged; as JSON, a line for each.")
final class JobLogs implements Runnable {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final Desk desk;

  @Parameters(paramLabel = "ID")
  String id = "";

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "debug, info, warn or error, and what is worse.")
  @Nullable String level;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the job is at its end.")
  boolean follow;

  private long last;

  JobLogs(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    JobLook look = new JobLook(desk.server(), id);
    // Final before the last lines are read: none comes after them.
    boolean more = follow && !JobLook.isFinal(look.once().json());
    print();
    while (more) {
      more = !JobLook.isFinal(look.after(PACE).json());
      print();
    }
  }

  private void print() {
    String next;
    do {
      JsonNode page = page().json();
      page.path("items").forEach(this::print);
      next = page.path("nextCursor").asText("");
    } while (!next.isEmpty());
  }

  private Answer page() {
    return desk.server()
        .send(
            Call.get("/api/v1/jobs/" + Call.part(id) + "/logs")
                .query("after", Long.toString(last))
                .query("level", level));
  }

  private void print(JsonNode line) {
    last = Math.max(last, line.path("id").asLong());
    if (desk.paper().isJson()) {
      desk.paper().print(Json.text(line));
    } else {
      desk.paper()
          .line(
              "%s  %-5s  %s  %s"
                  .formatted(
                      desk.paper().local(line.path("at").asText()),
                      line.path("level").asText(),
                      line.path("attempt").asText(),
                      line.path("message").asText()));
    }
  }
}
