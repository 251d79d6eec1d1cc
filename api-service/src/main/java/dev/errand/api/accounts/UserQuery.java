package dev.errand.api.accounts;

import dev.errand.api.web.PageQuery;
import dev.errand.model.problem.ErrandException;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of the list of users, as text from the URL. */
class UserQuery extends PageQuery {
  private static final int LONGEST_TEXT = 200;

  @QueryParam("q")
  @Nullable String text;

  /** What is looked for; null for everybody. */
  @Nullable String wanted() {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
      throw ErrandException.invalid("#/q", "must have at most " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  Page page() {
    return page("users with " + wanted(), Set.of("q"));
  }
}
