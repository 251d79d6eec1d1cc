package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The condition of an edit (RFC 9110 §13.1.1), and the tag that it is compared with. */
public final class IfMatch {
  private IfMatch() {}

  /** The {@code ETag} of a version. */
  public static String tag(int version) {
    return "\"" + version + "\"";
  }

  /**
   * @param header {@code If-Match}; null for an edit without a condition
   * @throws ErrandException {@code stale_version} where none of its tags is that of the version
   */
  public static void require(@Nullable String header, int version) {
    if (header == null || header.strip().equals("*")) {
      return;
    }
    boolean current =
        Arrays.stream(header.split(",")).map(String::strip).anyMatch(tag(version)::equals);
    if (!current) {
      throw new ErrandException(
          ErrorCode.STALE_VERSION, "somebody has changed it: its version is " + version);
    }
  }
}
