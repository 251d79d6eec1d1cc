package dev.errand.cli.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "queue",
    description = "See queues, pause them and limit what runs.",
    subcommands = SetQueue.class)
public final class QueueCommand {
  private final Desk desk;

  QueueCommand(Desk desk) {
    this.desk = desk;
  }

  @Command(description = "List queues by name.")
  void list(
      @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200.")
          @Nullable String limit,
      @Option(
              names = "--cursor",
              paramLabel = "CURSOR",
              description = "Where the next page begins.")
          @Nullable String cursor) {
    Call call = Call.get("/api/v1/queues").query("limit", limit).query("cursor", cursor);
    desk.showList(desk.server().send(call), QueueColumns.LIST);
  }

  @Command(description = "Show a queue.")
  void get(@Parameters(paramLabel = "NAME") String name) {
    desk.show(desk.server().send(Call.get(path(name))), QueueColumns.FIELDS);
  }

  @Command(description = "Let nothing of a queue start; what runs goes on.")
  void pause(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--reason", paramLabel = "TEXT", description = "For those who wonder.")
          @Nullable String reason) {
    ObjectNode body = Json.object();
    if (reason != null) {
      body.put("reason", reason);
    }
    desk.show(desk.server().send(Call.post(path(name) + "/pause").json(body)), QueueColumns.FIELDS);
  }

  @Command(description = "Let a paused queue go on.")
  void resume(@Parameters(paramLabel = "NAME") String name) {
    desk.show(desk.server().send(Call.post(path(name) + "/resume")), QueueColumns.FIELDS);
  }

  @Command(description = "Cancel every job of a queue that waits; what runs goes on.")
  void purge(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    Answer queue = desk.server().send(Call.get(path(name)));
    String question =
        "Cancel the %s jobs that wait in %s?".formatted(QueueColumns.waiting(queue.json()), name);
    if (!yes && !desk.questions().agrees(question)) {
      desk.paper().talk("nothing was cancelled");
      return;
    }
    desk.show(
        desk.server().send(Call.post(path(name) + "/purge")),
        List.of(Column.of("cancelled", "cancelled")));
  }

  private static String path(String name) {
    return "/api/v1/queues/" + Call.part(name);
  }
}
