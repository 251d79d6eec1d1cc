package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110 §8.8.3). */
public final class ETags {
  private static final Pattern TAG = Pattern.compile("\"?(\\d{1,9})\"?");
  private static final int NONE = -1;

  private ETags() {}

  /** The {@code ETag} of that version. */
  public static String of(int version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that an {@code If-Match} names, for a statement that compares it itself.
   *
   * @return null where the caller takes any; a version that nothing has where it names none
   */
  public static @Nullable Integer expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    return tag.matches() ? Integer.valueOf(tag.group(1)) : Integer.valueOf(NONE);
  }

  /**
   * Lets an edit pass whose {@code If-Match} names that version, quoted or bare; without one the
   * last write wins. Weak tags never match, as RFC 9110 §13.1.1 demands.
   *
   * @throws ErrandException {@code stale_version}
   */
  public static void requireMatch(@Nullable String ifMatch, int version) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    String tag = of(version);
    boolean matches =
        Arrays.stream(ifMatch.split(","))
            .map(String::strip)
            .anyMatch(asked -> asked.equals(tag) || asked.equals(Integer.toString(version)));
    if (!matches) {
      throw new ErrandException(
          ErrorCode.STALE_VERSION,
          "the version is " + version + " now; look again before you edit");
    }
  }
}
