package dev.errand.cli.job;

import dev.errand.cli.desk.Desk;
import dev.errand.cli.server.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List jobs, newest first.")
final class ListJobs implements Runnable {
  private final Desk desk;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "held, scheduled, pending, running, retrying, completed, failed, cancelled.")
  @Nullable List<String> states;

  @Option(names = "--type", paramLabel = "TYPE", description = "Only of that type.")
  @Nullable String type;

  @Option(names = "--queue", paramLabel = "NAME", description = "Only of that queue.")
  @Nullable String queue;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only with that tag.")
  @Nullable String tag;

  @Option(
      names = {"-q", "--search"},
      paramLabel = "TEXT",
      description = "An id, or a text in name or data.")
  @Nullable String search;

  @Option(names = "--from", paramLabel = "TIME", description = "Submitted then or later.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Submitted before.")
  @Nullable String to;

  @Option(names = "--oldest-first", description = "Begin with the oldest.")
  boolean oldestFirst;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 200.")
  @Nullable String limit;

  @Option(names = "--cursor", paramLabel = "CURSOR", description = "Where the next page begins.")
  @Nullable String cursor;

  @Option(names = "--all-tenants", description = "Of every tenant; for admins.")
  boolean allTenants;

  ListJobs(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    desk.showList(desk.server().send(call()), JobColumns.LIST);
  }

  private Call call() {
    Call call =
        Call.get(allTenants ? "/api/v1/admin/jobs" : "/api/v1/jobs")
            .query("type", type)
            .query("queue", queue)
            .query("tag", tag)
            .query("q", search)
            .query("createdFrom", from)
            .query("createdTo", to)
            .query("sort", oldestFirst ? "createdAt" : null)
            .query("limit", limit)
            .query("cursor", cursor);
    for (String state : states == null ? List.<String>of() : states) {
      call = call.query("state", state);
    }
    return call;
  }
}
