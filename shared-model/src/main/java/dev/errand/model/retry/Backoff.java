package dev.errand.model.retry;

import dev.errand.model.problem.ErrandException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: {@code min(cap, first · factor^(n−1)) ± jitter} after
 * the n-th failure.
 *
 * @param first the wait after the first failure, more than zero
 * @param factor by how much it grows, 1..100
 * @param cap its upper bound before jitter, at most a year
 * @param jitter the share that chance may add or take, 0..1
 */
public record Backoff(Duration first, double factor, Duration cap, double jitter) {
  private static final Duration LONGEST = Duration.ofDays(366);

  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(10), 0.2);

  public Backoff {
    if (first.isNegative() || first.isZero() || first.compareTo(LONGEST) > 0) {
      throw ErrandException.invalid("#/backoff/first", "must be more than zero, at most a year");
    }
    if (!(factor >= 1 && factor <= 100)) {
      throw ErrandException.invalid("#/backoff/factor", "must be from 1 to 100");
    }
    if (cap.compareTo(first) < 0 || cap.compareTo(LONGEST) > 0) {
      throw ErrandException.invalid("#/backoff/cap", "must be at least first, at most a year");
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw ErrandException.invalid("#/backoff/jitter", "must be from 0 to 1");
    }
  }

  /**
   * The wait after the {@code failures}-th failure.
   *
   * @param failures 1 or more
   */
  public Duration delayAfter(int failures, RandomGenerator random) {
    // A double saturates at infinity, so the cap holds for any number of failures.
    double grown = first.toMillis() * Math.pow(factor, failures - 1.0);
    double capped = Math.min(cap.toMillis(), grown);
    double spread = jitter == 0 ? 0 : capped * jitter * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(capped + spread));
  }
}
