package dev.errand.api.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The preferences of RFC 7240 that we honour; others are ignored, as it demands. */
final class Prefer {
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?");
  private static final int MAX_SECONDS = 60;

  private Prefer() {}

  /** {@code wait=N}: how long the caller would wait, at most a minute. */
  static Optional<Duration> wait(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher wait = WAIT.matcher(header);
    return wait.find()
        ? Optional.of(Duration.ofSeconds(Math.min(MAX_SECONDS, Long.parseLong(wait.group(1)))))
        : Optional.empty();
  }
}
