package dev.errand.cli;

import dev.errand.cli.account.LoginCommand;
import dev.errand.cli.account.LogoutCommand;
import dev.errand.cli.account.WhoamiCommand;
import dev.errand.cli.admin.AdminCommand;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.doctor.DoctorCommand;
import dev.errand.cli.job.JobCommand;
import dev.errand.cli.paper.Paper.Format;
import dev.errand.cli.queue.QueueCommand;
import dev.errand.cli.schedule.ScheduleCommand;
import dev.errand.cli.stats.StatsCommand;
import dev.errand.cli.worker.WorkerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The first word, and what every command takes. */
@Command(
    name = "errand",
    description = "Runs background jobs for many tenants.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      JobCommand.class,
      QueueCommand.class,
      ScheduleCommand.class,
      WorkerCommand.class,
      StatsCommand.class,
      LoginCommand.class,
      LogoutCommand.class,
      WhoamiCommand.class,
      AdminCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    })
final class Errand {
  private final Desk desk;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Tell how to use it.")
  boolean help;

  Errand(Desk desk) {
    this.desk = desk;
  }

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Where the server is; ERRAND_URL, the last login's or 127.0.0.1:8080.")
  void url(String url) {
    desk.url(url);
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "table for people, json for what the server said.")
  void output(Format format) {
    desk.paper().format(format);
  }
}
