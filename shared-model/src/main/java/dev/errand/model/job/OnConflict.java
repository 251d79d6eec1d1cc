package dev.errand.model.job;

import dev.errand.model.problem.ErrandException;

/** What becomes of a submission whose unique key an unfinished job has. */
public enum OnConflict {
  /** It is refused. */
  REJECT,
  /** It is answered with the job that has the key. */
  RETURN,
  /** It takes the key over. The other job is cancelled if it waits; if it runs, it goes on. */
  REPLACE;

  /** The one of that name on the wire. */
  public static OnConflict named(String name) {
    return switch (name) {
      case "reject" -> REJECT;
      case "return" -> RETURN;
      case "replace" -> REPLACE;
      default ->
          throw ErrandException.invalid(
              "#/onConflict", "must be one of reject, return and replace");
    };
  }
}
