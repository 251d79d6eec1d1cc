package dev.errand.cli.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.job.JobOptions;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Call;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Submit a job again and again.")
final class CreateSchedule implements Runnable {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "SCHEDULE", description = "Its name, unique among yours.")
  String schedule = "";

  @Parameters(index = "1", paramLabel = "TYPE", description = "Of its jobs, such as simulate.")
  String type = "";

  @Mixin final Timing timing = new Timing();

  @Option(
      names = "--overlap",
      paramLabel = "RULE",
      description = "While the last job is unfinished: allow, skip or cancel_running.")
  @Nullable String overlap;

  @Option(
      names = "--misfire",
      paramLabel = "RULE",
      description = "After time that nobody was there: skip, once or all.")
  @Nullable String misfire;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key makes one schedule, however often it is sent within a day.")
  @Nullable String key;

  @Mixin final JobOptions job = new JobOptions();

  CreateSchedule(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    ObjectNode body = Json.object().put("name", schedule);
    timing.addTo(body);
    Json.put(body, "overlap", overlap);
    Json.put(body, "misfire", misfire);
    body.set("job", job.body(desk, type));
    Call call = Call.post("/api/v1/schedules").header("Idempotency-Key", key).json(body);
    desk.show(desk.server().send(call), ScheduleColumns.FIELDS);
  }
}
