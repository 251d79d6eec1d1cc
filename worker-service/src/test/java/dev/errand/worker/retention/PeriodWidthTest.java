package dev.errand.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.worker.retention.PeriodWidth.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodWidthTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void aPeriodIsASeventhOfWhatIsKeptButAtLeastADay() {
    assertThat(PeriodWidth.of(Duration.ofHours(1)).width()).isEqualTo(Duration.ofDays(1));
    assertThat(PeriodWidth.of(Duration.ofDays(13)).width()).isEqualTo(Duration.ofDays(1));
    assertThat(PeriodWidth.of(Duration.ofDays(14)).width()).isEqualTo(Duration.ofDays(2));
    assertThat(PeriodWidth.of(Duration.ofDays(365)).width()).isEqualTo(Duration.ofDays(52));
  }

  @Test
  void whatIsThereAlreadyGoesOnWithoutAGap() {
    Instant until = Instant.parse("2026-03-12T00:00:00Z");

    List<Next> missing = PeriodWidth.of(Duration.ofDays(14)).missing(NOON, until);

    assertThat(missing)
        .containsExactly(
            new Next(until, Instant.parse("2026-03-14T00:00:00Z")),
            new Next(Instant.parse("2026-03-14T00:00:00Z"), Instant.parse("2026-03-16T00:00:00Z")));
  }

  @Test
  void enoughAheadNeedsNothing() {
    assertThat(
            PeriodWidth.of(Duration.ofDays(14))
                .missing(NOON, Instant.parse("2026-03-15T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void afterALongAbsenceItBeginsToday() {
    for (Instant until : new Instant[] {null, Instant.parse("2025-01-01T00:00:00Z")}) {
      assertThat(PeriodWidth.of(Duration.ofDays(7)).missing(NOON, until))
          .extracting(Next::begins)
          .containsExactly(
              Instant.parse("2026-03-10T00:00:00Z"),
              Instant.parse("2026-03-11T00:00:00Z"),
              Instant.parse("2026-03-12T00:00:00Z"));
    }
  }
}
