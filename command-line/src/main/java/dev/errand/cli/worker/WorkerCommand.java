package dev.errand.cli.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Call;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "worker",
    description = "See the workers; without a verb, ./errand worker starts one.")
public final class WorkerCommand {
  private static final List<Column> FIELDS =
      List.of(Column.of("alive", "alive"), Column.of("slots", "slots"));

  private final Desk desk;

  WorkerCommand(Desk desk) {
    this.desk = desk;
  }

  @Command(description = "Say how many workers are alive, and how many jobs they can run at once.")
  void list() {
    JsonNode workers = desk.server().send(Call.get("/api/v1/stats")).json().path("workers");
    if (desk.paper().isJson()) {
      desk.paper().print(Json.text(workers));
    } else {
      desk.paper().fields(workers, FIELDS);
    }
  }
}
