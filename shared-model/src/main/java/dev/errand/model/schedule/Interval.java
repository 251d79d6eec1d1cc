package dev.errand.model.schedule;

import dev.errand.model.problem.ErrandException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fires each time that much time has passed since the anchor, whatever clocks on walls do.
 *
 * @param every at least a second, at most ten years, in whole milliseconds
 * @param anchor where the counting began; itself no fire
 */
public record Interval(Duration every, Instant anchor) implements Timing {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3660);

  public Interval {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw ErrandException.invalid("#/every", "must be from PT1S to ten years");
    }
    if (every.toNanosPart() % 1_000_000 != 0) {
      throw ErrandException.invalid("#/every", "must be in whole milliseconds");
    }
  }

  @Override
  public Optional<Instant> nextAfter(Instant moment) {
    if (moment.isBefore(anchor)) {
      return Optional.of(anchor.plus(every));
    }
    long passed = Duration.between(anchor, moment).dividedBy(every);
    return Optional.of(anchor.plus(every.multipliedBy(passed + 1)));
  }
}
