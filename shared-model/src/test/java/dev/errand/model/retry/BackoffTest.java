package dev.errand.model.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.problem.ErrandException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final RandomGenerator LOWEST = () -> 0L;
  private static final RandomGenerator HIGHEST = () -> -1L;

  @Test
  void theFirstWaitIsTheFirst() {
    assertThat(exact().delayAfter(1, LOWEST)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void waitsGrowByTheirFactorUpToTheCap() {
    assertThat(exact().delayAfter(4, LOWEST)).isEqualTo(Duration.ofSeconds(8));
    assertThat(exact().delayAfter(11, LOWEST)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void noNumberOfFailuresOverflows() {
    assertThat(exact().delayAfter(Integer.MAX_VALUE, LOWEST)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void jitterStaysWithinItsShare() {
    Backoff jittered = new Backoff(Duration.ofSeconds(10), 1, Duration.ofSeconds(10), 0.2);

    assertThat(jittered.delayAfter(3, LOWEST)).isEqualTo(Duration.ofSeconds(8));
    assertThat(jittered.delayAfter(3, HIGHEST)).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, 2, Duration.ofMinutes(1), 0))
        .isInstanceOf(ErrandException.class)
        .hasMessageContaining("backoff/first");
    assertThatThrownBy(
            () -> new Backoff(Duration.ofSeconds(1), Double.NaN, Duration.ofMinutes(1), 0))
        .hasMessageContaining("backoff/factor");
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(9), 2, Duration.ofSeconds(1), 0))
        .hasMessageContaining("backoff/cap");
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 1.1))
        .hasMessageContaining("backoff/jitter");
  }

  private static Backoff exact() {
    return new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(10), 0);
  }
}
