package dev.errand.cli.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "schedule",
    description = "Jobs that are submitted again and again.",
    subcommands = CreateSchedule.class)
public final class ScheduleCommand {
  private static final String SCHEDULES = "/api/v1/schedules";
  private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final Desk desk;

  ScheduleCommand(Desk desk) {
    this.desk = desk;
  }

  @Command(description = "List schedules.")
  void list(
      @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200.")
          @Nullable String limit,
      @Option(
              names = "--cursor",
              paramLabel = "CURSOR",
              description = "Where the next page begins.")
          @Nullable String cursor) {
    Call call = Call.get(SCHEDULES).query("limit", limit).query("cursor", cursor);
    desk.showList(desk.server().send(call), ScheduleColumns.LIST);
  }

  @Command(description = "Show a schedule and when it fires next.")
  void get(@Parameters(paramLabel = "SCHEDULE", description = "Its name or id.") String schedule) {
    desk.show(desk.server().send(Call.get(path(schedule))), ScheduleColumns.FIELDS);
  }

  @Command(description = "Let a schedule fire no more until it is resumed.")
  void pause(
      @Parameters(paramLabel = "SCHEDULE", description = "Its name or id.") String schedule) {
    desk.show(desk.server().send(Call.post(path(schedule) + "/pause")), ScheduleColumns.FIELDS);
  }

  @Command(description = "Let a paused schedule go on.")
  void resume(
      @Parameters(paramLabel = "SCHEDULE", description = "Its name or id.") String schedule) {
    desk.show(desk.server().send(Call.post(path(schedule) + "/resume")), ScheduleColumns.FIELDS);
  }

  @Command(description = "Submit a schedule's job now, beside its fires. Prints the job's id.")
  void run(@Parameters(paramLabel = "SCHEDULE", description = "Its name or id.") String schedule) {
    Answer job = desk.server().send(Call.post(path(schedule) + "/run"));
    desk.paper().print(desk.paper().isJson() ? job.body() : job.json().path("id").asText());
  }

  @Command(description = "Say when a schedule would fire, without making one.")
  void preview(@Mixin Timing timing) {
    ObjectNode body = Json.object();
    timing.addTo(body);
    Answer answer = desk.server().send(Call.post(SCHEDULES + "/preview").json(body));
    desk.show(answer, List.of(new Column("next", ScheduleColumns::allNext)));
  }

  private String path(String schedule) {
    return SCHEDULES + "/" + (schedule.matches(ID) ? schedule : idOf(schedule));
  }

  // People know schedules by name, which is unique; the API knows ids.
  private String idOf(String name) {
    @Nullable String cursor = null;
    do {
      Call call = Call.get(SCHEDULES).query("limit", "200").query("cursor", cursor);
      JsonNode page = desk.server().send(call).json();
      for (JsonNode item : page.path("items")) {
        if (item.path("name").asText().equals(name)) {
          return item.path("id").asText();
        }
      }
      cursor = page.path("nextCursor").isTextual() ? page.path("nextCursor").asText() : null;
    } while (cursor != null);
    throw new CommandFailed(ExitCode.NOT_FOUND, "there is no schedule called " + name);
  }
}
