package dev.errand.model.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private final RandomGenerator random = new Random(7);

  @Test
  void theLastAttemptComesAboutADayAfterTheFirst() {
    Duration all = Duration.ZERO;
    for (int attempt = 1; attempt < RetrySchedule.ATTEMPTS; attempt++) {
      all = all.plus(RetrySchedule.pauseAfter(attempt, null, random));
    }

    assertThat(all).isBetween(Duration.ofHours(21), Duration.ofHours(27));
  }

  @Test
  void chanceAddsOrTakesATenth() {
    for (int i = 0; i < 1000; i++) {
      assertThat(RetrySchedule.pauseAfter(2, null, random))
          .isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
    }
  }

  @Test
  void whoAsksForMoreTimeGetsIt() {
    Duration hour = Duration.ofHours(1);

    assertThat(RetrySchedule.pauseAfter(1, hour, random)).isEqualTo(hour);
    assertThat(RetrySchedule.pauseAfter(5, hour, random)).isGreaterThan(hour);
  }
}
