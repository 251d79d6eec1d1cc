package dev.errand.cli.stats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Paper;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description = "Counts by state, the minutes in which something ended, and what fails most.")
public final class StatsCommand implements Runnable {
  private static final List<String> ENDS = List.of("completed", "failed", "retried", "cancelled");
  private static final List<Column> STANDING =
      List.of(
          Column.of("held", "states.held"),
          Column.of("scheduled", "states.scheduled"),
          Column.of("pending", "states.pending"),
          Column.of("running", "states.running"),
          Column.of("retrying", "states.retrying"),
          Column.of("completed", "states.completed"),
          Column.of("failed", "states.failed"),
          Column.of("cancelled", "states.cancelled"),
          Column.duration("oldest pending", "oldestPendingAge"),
          Column.of("workers", "workers.alive"),
          Column.of("slots", "workers.slots"));
  private static final List<Column> MINUTES =
      List.of(
          Column.time("MINUTE", "at"),
          Column.of("COMPLETED", "completed"),
          Column.of("FAILED", "failed"),
          Column.of("RETRIED", "retried"),
          Column.of("CANCELLED", "cancelled"),
          Column.duration("WAIT P95", "wait.p95"),
          Column.duration("RUN P95", "run.p95"));

  private static final List<Column> ERRORS =
      List.of(
          Column.of("COUNT", "count"),
          Column.of("ERROR", "code"),
          Column.of("MESSAGE", "message"),
          Column.time("LAST", "lastAt"),
          Column.of("JOB", "sampleJob"));

  private final Desk desk;

  @Option(names = "--all-tenants", description = "Of every tenant; for admins.")
  boolean allTenants;

  StatsCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Answer answer =
        desk.server().send(Call.get(allTenants ? "/api/v1/admin/stats" : "/api/v1/stats"));
    desk.show(answer, STANDING);
    if (!desk.paper().isJson()) {
      show(answer.json(), desk.paper());
    }
  }

  private static void show(JsonNode stats, Paper paper) {
    List<JsonNode> busy = new ArrayList<>();
    stats.path("minutes").forEach(minute -> addIfBusy(minute, busy));
    if (!busy.isEmpty()) {
      paper.print("");
      paper.rows(busy, MINUTES);
    }
    JsonNode errors = stats.path("topErrors");
    if (!errors.isEmpty()) {
      paper.print("");
      paper.rows(errors, ERRORS);
    }
  }

  private static void addIfBusy(JsonNode minute, List<JsonNode> busy) {
    if (ENDS.stream().anyMatch(end -> minute.path(end).asLong() > 0)) {
      busy.add(minute);
    }
  }
}
