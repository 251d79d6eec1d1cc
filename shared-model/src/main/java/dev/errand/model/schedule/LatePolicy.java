package dev.errand.model.schedule;

import dev.errand.model.problem.ErrandException;
import java.time.Duration;

/**
 * How a schedule makes up for fires that nobody was there for.
 *
 * @param catchUp how far back {@link MisfirePolicy#ALL} makes jobs, at most a week
 */
public record LatePolicy(MisfirePolicy misfire, Duration catchUp) {
  private static final Duration LONGEST = Duration.ofDays(7);

  public static final LatePolicy DEFAULT = new LatePolicy(MisfirePolicy.ONCE, Duration.ofHours(1));

  public LatePolicy {
    if (catchUp.isNegative() || catchUp.compareTo(LONGEST) > 0) {
      throw ErrandException.invalid("#/catchUp", "must be from PT0S to P7D");
    }
  }
}
