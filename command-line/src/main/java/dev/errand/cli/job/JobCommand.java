package dev.errand.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "job",
    description = "Submit, see and change jobs.",
    subcommands = {SubmitJob.class, ListJobs.class, JobLogs.class})
public final class JobCommand {
  private static final int ACCEPTED = 202;
  private static final List<Column> REASONS =
      List.of(
          Column.of("CODE", "code"), Column.of("DETAIL", "detail"), Column.time("UNTIL", "until"));

  private final Desk desk;

  JobCommand(Desk desk) {
    this.desk = desk;
  }

  @Command(description = "Show a job.")
  void get(@Parameters(paramLabel = "ID") String id) {
    desk.show(desk.server().send(Call.get(path(id))), JobColumns.FIELDS);
  }

  @Command(description = "Follow a job, and exit with how it ended.")
  int watch(@Parameters(paramLabel = "ID") String id, @Mixin WatchOptions options) {
    return options.watch(desk, id).number();
  }

  @Command(description = "Run a held, scheduled or retrying job now.")
  void run(@Parameters(paramLabel = "ID") String id) {
    act(id, "run");
  }

  @Command(description = "Call a job off.")
  void cancel(@Parameters(paramLabel = "ID") String id) {
    if (act(id, "cancel").status() == ACCEPTED) {
      desk.paper().talk("It runs and is told to stop: errand job watch " + id);
    }
  }

  @Command(description = "Run a failed or cancelled job again, with a fresh set of attempts.")
  void retry(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--data",
              paramLabel = "JSON|@FILE|-",
              description = "Another input, where the first was wrong.")
          @Nullable String data) {
    Call call = Call.post(path(id) + "/retry");
    if (data != null) {
      ObjectNode body = Json.object();
      body.set("data", desk.payload(data));
      call = call.json(body);
    }
    desk.show(desk.server().send(call), JobColumns.FIELDS);
  }

  @Command(description = "Say why a job does not run.")
  void explain(@Parameters(paramLabel = "ID") String id) {
    Answer answer = desk.server().send(Call.get(path(id) + "/explain"));
    if (desk.paper().isJson()) {
      desk.paper().print(answer.body());
      return;
    }
    if (answer.json().path("reasons").isEmpty()) {
      desk.paper().talk("nothing keeps it");
    } else {
      desk.paper().rows(answer.json().path("reasons"), REASONS);
    }
    desk.paper().fields(answer.json(), List.of(Column.time("estimated start", "estimatedStart")));
  }

  private Answer act(String id, String verb) {
    Answer job = desk.server().send(Call.post(path(id) + "/" + verb));
    desk.show(job, JobColumns.FIELDS);
    return job;
  }

  private static String path(String id) {
    return "/api/v1/jobs/" + Call.part(id);
  }
}
