package dev.errand.api.limits;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so much time, all of them at once if need be.
 *
 * @param requests 0 for no limit
 * @param window whole seconds, as the draft of the headers wants it
 */
public record Quota(int requests, Duration window) {
  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,4})?([smh])");
  private static final Quota NONE = new Quota(0, Duration.ofSeconds(1));

  /**
   * Reads {@code 20000/s}, {@code 600/m}, {@code 5/10m}, {@code 10/h}, or {@code off}. Found by the
   * configuration by its name.
   */
  public static Quota valueOf(String text) {
    if (text.equals("off")) {
      return NONE;
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no limit; write it as 600/m, 5/10s, 10/h or off");
    }
    long count = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
    return new Quota(Integer.parseInt(parts.group(1)), window(count, parts.group(3)));
  }

  private static Duration window(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  boolean isOff() {
    return requests == 0;
  }
}
