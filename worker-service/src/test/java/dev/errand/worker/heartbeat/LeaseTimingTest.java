package dev.errand.worker.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTimingTest {
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Test
  void aWorkerGivesUpBeforeOthersTakeOver() {
    var timing = new LeaseTiming(Duration.ofSeconds(30), Duration.ofSeconds(10), GRACE);

    assertThat(timing.surrender()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aHeartbeatThatCouldMissItsLeaseIsRefused() {
    assertThatThrownBy(() -> new LeaseTiming(Duration.ofSeconds(5), Duration.ofSeconds(10), GRACE))
        .hasMessageContaining("errand.lease.heartbeat");
    assertThatThrownBy(() -> new LeaseTiming(Duration.ofMillis(10), Duration.ofMillis(1), GRACE))
        .hasMessageContaining("errand.lease.duration");
  }
}
