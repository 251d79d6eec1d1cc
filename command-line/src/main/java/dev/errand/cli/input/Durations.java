package dev.errand.cli.input;

import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;

/** How long, as people write it: {@code 90s}, {@code 1h30m}, {@code 2d}, or {@code PT90S}. */
public final class Durations {
  private Durations() {}

  /**
   * @param option what it was given for
   */
  public static Duration parse(String option, String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(upper.startsWith("P") ? upper : iso(upper));
    } catch (DateTimeException malformed) {
      throw new CommandFailed(
          ExitCode.USAGE, "%s: '%s' is no duration such as 90s or 1h30m".formatted(option, text));
    }
  }

  private static String iso(String upper) {
    int days = upper.indexOf('D') + 1;
    String time = upper.substring(days);
    return "P" + upper.substring(0, days) + (time.isEmpty() ? "" : "T" + time);
  }
}
