package dev.errand.cli.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.input.Durations;
import dev.errand.cli.paper.Json;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a schedule fires. */
final class Timing {
  @Option(
      names = "--cron",
      paramLabel = "EXPR",
      description = "Five fields, or six with the second first.")
  @Nullable String cron;

  @Option(names = "--every", paramLabel = "DURATION", description = "Such as 90s or 1h.")
  @Nullable String every;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "Such as Europe/Berlin; UTC if left out.")
  @Nullable String timezone;

  @Option(
      names = "--dst-gap",
      paramLabel = "RULE",
      description = "A time that the change of clocks leaves out: skip or run_after.")
  @Nullable String dstGap;

  @Option(
      names = "--dst-overlap",
      paramLabel = "RULE",
      description = "A time that comes twice: first, second or both.")
  @Nullable String dstOverlap;

  void addTo(ObjectNode body) {
    if ((cron == null) == (every == null)) {
      throw new CommandFailed(ExitCode.USAGE, "say when: either --cron or --every");
    }
    Json.put(body, "cron", cron);
    Json.put(body, "every", every == null ? null : Durations.parse("--every", every).toString());
    Json.put(body, "timezone", timezone);
    Json.put(body, "dstGap", dstGap);
    Json.put(body, "dstOverlap", dstOverlap);
  }
}
