package dev.errand.api.queues;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a queue that a caller has seen (RFC 9110 §13.1.1). */
final class QueueVersion {
  private static final Pattern TAG = Pattern.compile("\"?(\\d{1,9})\"?");
  private static final int NONE = -1;

  private QueueVersion() {}

  /**
   * The version that an {@code If-Match} header names.
   *
   * @return null where the caller takes any; a version that no queue has where it names none
   */
  static @Nullable Integer expected(@Nullable String header) {
    if (header == null || header.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(header.strip());
    return tag.matches() ? Integer.valueOf(tag.group(1)) : Integer.valueOf(NONE);
  }
}
