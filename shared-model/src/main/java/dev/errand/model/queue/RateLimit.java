package dev.errand.model.queue;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many jobs may start within any span of that length.
 *
 * @param count 1..{@value #MOST}
 * @param per a second to a day
 */
public record RateLimit(int count, Duration per) {
  private static final int MOST = 1_000_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public RateLimit {
    List<FieldError> errors = new ArrayList<>();
    if (count < 1 || count > MOST) {
      errors.add(new FieldError("#/rateLimit/count", "must be from 1 to " + MOST));
    }
    if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
      errors.add(new FieldError("#/rateLimit/per", "must be from PT1S to P1D"));
    }
    if (!errors.isEmpty()) {
      throw ErrandException.invalid(errors);
    }
  }
}
