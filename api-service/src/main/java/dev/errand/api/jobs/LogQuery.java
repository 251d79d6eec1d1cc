package dev.errand.api.jobs;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which lines of a job's log, as text from the URL. */
class LogQuery {
  // From the least to the most important.
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");
  private static final Set<String> KNOWN = Set.of("after", "cursor", "level");

  @Context @Nullable UriInfo uri;

  @QueryParam("after")
  @Parameter(description = "The id of the last line that is known; 0 begins with the first")
  @Nullable String after;

  @QueryParam("cursor")
  @Parameter(description = "nextCursor of the page before")
  @Nullable String cursor;

  @QueryParam("level")
  @Parameter(description = "The least level: debug, info, warn or error")
  @Nullable String level;

  /**
   * The query, checked.
   *
   * @param levels that level and those above it
   */
  record Checked(long after, List<String> levels) {}

  /**
   * @throws ErrandException with every wrong parameter
   */
  Checked checked() {
    var problems = new Problems();
    problems.refuseOthersThan(KNOWN, uri);
    long first = number(after);
    if (first < 0) {
      problems.add("#/after", "must be the id of a line");
    }
    int least = level == null ? 0 : LEVELS.indexOf(level);
    if (least < 0) {
      problems.add("#/level", "must be one of " + String.join(", ", LEVELS));
    }
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    long page = number(cursor);
    if (page < 0) {
      throw new ErrandException(ErrorCode.INVALID_CURSOR, "the cursor is damaged");
    }
    return new Checked(Math.max(first, page), LEVELS.subList(least, LEVELS.size()));
  }

  /** That number, 0 where there is none, or less where it is no number. */
  private static long number(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
