package dev.errand.model.job;

import dev.errand.model.problem.ErrandException;
import java.util.regex.Pattern;

/** The stable name that selects a handler, such as {@code report.render}. */
public record JobType(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
  private static final String INTERNAL = "errand.";

  public JobType {
    if (!FORM.matcher(value).matches()) {
      throw ErrandException.invalid("#/type", "must match " + FORM.pattern());
    }
  }

  /** Whether only Errand itself submits jobs of that type: to callers it is an unknown one. */
  public static boolean isInternal(String name) {
    return name.startsWith(INTERNAL);
  }

  @Override
  public String toString() {
    return value;
  }
}
