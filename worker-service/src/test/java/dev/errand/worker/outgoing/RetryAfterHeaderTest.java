package dev.errand.worker.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterHeaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void secondsAndDatesAreRead() {
    assertThat(RetryAfterHeader.read("7", NOW)).contains(Duration.ofSeconds(7));
    assertThat(RetryAfterHeader.read("Sun, 01 Mar 2026 12:02:00 GMT", NOW))
        .contains(Duration.ofMinutes(2));
  }

  @Test
  void whatIsAskedForIsAtMostADay() {
    assertThat(RetryAfterHeader.read("999999999", NOW)).contains(Duration.ofDays(1));
    assertThat(RetryAfterHeader.read("Sun, 01 Mar 2099 12:00:00 GMT", NOW))
        .contains(Duration.ofDays(1));
  }

  @Test
  void aMomentThatHasPassedIsNow() {
    assertThat(RetryAfterHeader.read("Sun, 01 Mar 2026 11:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @Test
  void whatIsNeitherIsIgnored() {
    assertThat(RetryAfterHeader.read("soon", NOW)).isEmpty();
    assertThat(RetryAfterHeader.read("-1", NOW)).isEmpty();
    assertThat(RetryAfterHeader.read("", NOW)).isEmpty();
  }
}
