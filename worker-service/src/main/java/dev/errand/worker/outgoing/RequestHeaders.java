package dev.errand.worker.outgoing;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a request may have: none that make it another request, or two. */
final class RequestHeaders {
  private static final int MOST = 50;
  private static final int LONGEST = 8 << 10;
  // RFC 9110 §5.6.2 and §5.5; other letters than ASCII are read differently everywhere.
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "accept-encoding");
  private static final String PROXY = "proxy-";

  private RequestHeaders() {}

  /**
   * @throws IllegalArgumentException that names the header which must not be
   */
  static void require(Map<String, String> headers) {
    if (headers.size() > MOST) {
      throw new IllegalArgumentException("a request has at most " + MOST + " headers");
    }
    headers.forEach(RequestHeaders::require);
  }

  private static void require(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("there is a header whose name is none");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (OURS.contains(lower) || lower.startsWith(PROXY)) {
      throw new IllegalArgumentException("the header " + lower + " is not for users to set");
    }
    if (value.length() > LONGEST || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the header " + lower + " must be one line of ASCII characters");
    }
  }
}
