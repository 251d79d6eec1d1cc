package dev.errand.cli.job;

import dev.errand.cli.desk.Desk;
import dev.errand.cli.input.Durations;
import dev.errand.cli.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a job is watched. */
final class WatchOptions {
  @Option(names = "--poll", description = "Ask again and again instead of using the live socket.")
  boolean poll;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Watch for at most that long, such as 10m; then exit with 8.")
  @Nullable String timeout;

  ExitCode watch(Desk desk, String id) {
    String most = timeout;
    try (JobWatch watch =
        new JobWatch(desk, id, !poll, most == null ? null : Durations.parse("--timeout", most))) {
      return watch.toTheEnd();
    }
  }
}
