package dev.errand.model.webhook;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a message that was not taken is sent again: eight times in a day, as others do it too. */
public final class RetrySchedule {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(8),
          Duration.ofHours(8));
  private static final double JITTER = 0.1;

  /** How often a message is sent at most. */
  public static final int ATTEMPTS = PAUSES.size() + 1;

  private RetrySchedule() {}

  /**
   * How long to wait after a failed attempt.
   *
   * @param attempt the one that failed, from 1, before the last
   * @param asked what the receiver asked for; it is not sent to any earlier, null if it did not ask
   */
  public static Duration pauseAfter(int attempt, @Nullable Duration asked, RandomGenerator random) {
    Duration pause = PAUSES.get(Math.clamp(attempt - 1L, 0, PAUSES.size() - 1));
    double spread = 1 + JITTER * (2 * random.nextDouble() - 1);
    Duration ours = Duration.ofMillis(Math.round(pause.toMillis() * spread));
    return asked == null || asked.compareTo(ours) < 0 ? ours : asked;
  }
}
