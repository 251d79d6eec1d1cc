package dev.errand.api.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final AtomicInteger questions = new AtomicInteger();
  private final Remembered<String, Integer> remembered = new Remembered<>(clock, FRESH);

  @Test
  void whoAsksAgainSoonIsToldTheSame() {
    assertThat(ask("a")).isEqualTo(1);
    assertThat(ask("a")).isEqualTo(1);
    assertThat(ask("b")).isEqualTo(2);

    now.set(now.get().plus(FRESH));

    assertThat(ask("a")).isEqualTo(3);
  }

  @Test
  void itDoesNotGrowForEver() {
    for (int i = 0; i < 5000; i++) {
      ask("key " + i);
      now.set(now.get().plusMillis(10));
    }

    assertThat(remembered.size()).isLessThan(1300);
  }

  private int ask(String key) {
    return remembered
        .get(key, asked -> Uni.createFrom().item(questions::incrementAndGet))
        .await()
        .atMost(Duration.ofSeconds(5));
  }
}
