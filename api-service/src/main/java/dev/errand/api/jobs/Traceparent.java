package dev.errand.api.jobs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C Trace Context, level 1: what is malformed is ignored, as it demands. */
final class Traceparent {
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private Traceparent() {}

  static @Nullable String wellFormed(@Nullable String header) {
    return header != null && FORM.matcher(header).matches() ? header : null;
  }
}
