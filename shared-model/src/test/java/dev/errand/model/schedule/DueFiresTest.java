package dev.errand.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.problem.ErrandException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DueFiresTest {
  private static final DueFires.Bounds BOUNDS = new DueFires.Bounds(Duration.ofSeconds(30), 1000);
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Timing BY_MINUTE =
      new Interval(Duration.ofMinutes(1), NOON.minus(Duration.ofDays(90)));

  @Test
  void aFireOnTimeMakesItsJobWhateverThePolicy() {
    for (MisfirePolicy misfire : MisfirePolicy.values()) {
      var due = at(misfire, NOON, NOON.plusSeconds(30));

      assertThat(due.fires()).containsExactly(NOON);
      assertThat(due.missed()).isNull();
      assertThat(due.next()).isEqualTo(NOON.plusSeconds(60));
    }
  }

  @Test
  void oneMillisecondOverTheGraceIsMissed() {
    var due = at(MisfirePolicy.SKIP, NOON, NOON.plusMillis(30_001));

    assertThat(due.fires()).isEmpty();
    assertThat(due.missed()).isEqualTo(NOON);
    assertThat(due.next()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void skipLeavesOutWhatWasMissedAndTakesWhatIsOnTime() {
    var due = at(MisfirePolicy.SKIP, NOON.minusSeconds(3600), NOON.plusSeconds(5));

    assertThat(due.fires()).containsExactly(NOON);
    assertThat(due.missed()).isEqualTo(NOON.minusSeconds(3600));
    assertThat(due.next()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void onceMakesOneJobForAllThatWasMissed() {
    var due = at(MisfirePolicy.ONCE, NOON.minusSeconds(3600), NOON.plusSeconds(45));

    assertThat(due.fires()).containsExactly(NOON.minusSeconds(3600));
    assertThat(due.missed()).isNull();
    assertThat(due.next()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void allCatchesUpAsFarBackAsItMay() {
    var due = at(MisfirePolicy.ALL, NOON.minus(Duration.ofHours(3)), NOON.plusSeconds(45));

    assertThat(due.fires()).hasSize(60).startsWith(NOON.minusSeconds(59 * 60)).endsWith(NOON);
    assertThat(due.missed()).isEqualTo(NOON.minus(Duration.ofHours(3)));
  }

  @Test
  void allMakesUpForEveryFireOfAShortAbsence() {
    var due = at(MisfirePolicy.ALL, NOON.minusSeconds(120), NOON);

    assertThat(due.fires()).containsExactly(NOON.minusSeconds(120), NOON.minusSeconds(60), NOON);
    assertThat(due.missed()).isNull();
  }

  @Test
  void noPolicyMakesMoreJobsThanTheBound() {
    var bySecond = new Interval(Duration.ofSeconds(1), NOON.minus(Duration.ofDays(30)));
    var late = new LatePolicy(MisfirePolicy.ALL, Duration.ofDays(7));

    var due = DueFires.at(bySecond, late, NOON.minus(Duration.ofDays(20)), NOON, BOUNDS);

    assertThat(due.fires()).hasSize(1000);
    assertThat(due.missed()).isEqualTo(NOON.minus(Duration.ofDays(20)));
    assertThat(due.next()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void whatTheBoundLeavesOutIsTold() {
    var late = new LatePolicy(MisfirePolicy.ALL, Duration.ofHours(1));
    var bounds = new DueFires.Bounds(Duration.ofSeconds(30), 2);

    var due = DueFires.at(BY_MINUTE, late, NOON.minusSeconds(600), NOON, bounds);

    assertThat(due.fires()).containsExactly(NOON.minusSeconds(600), NOON.minusSeconds(540));
    assertThat(due.missed()).isEqualTo(NOON.minusSeconds(480));
    assertThat(due.next()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  @Timeout(2)
  void yearsOfAbsenceCostNothing() {
    var bySecond =
        new CronSchedule(
            CronExpression.parse("* * * * * *"),
            java.time.ZoneId.of("Europe/Berlin"),
            DstGap.SKIP,
            DstOverlap.FIRST);
    for (MisfirePolicy misfire : MisfirePolicy.values()) {
      var late = new LatePolicy(misfire, Duration.ofHours(1));
      DueFires.at(bySecond, late, NOON.minus(Duration.ofDays(3000)), NOON, BOUNDS);
    }
  }

  @Test
  void anIntervalCountsFromItsAnchor() {
    var hourly = new Interval(Duration.ofHours(1), NOON);

    assertThat(hourly.nextAfter(NOON.minusSeconds(9))).contains(NOON.plusSeconds(3600));
    assertThat(hourly.nextAfter(NOON)).contains(NOON.plusSeconds(3600));
    assertThat(hourly.nextAfter(NOON.plusSeconds(3600), 2))
        .isEqualTo(List.of(NOON.plusSeconds(7200), NOON.plusSeconds(10800)));
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatThrownBy(() -> new Interval(Duration.ofMillis(999), NOON))
        .isInstanceOf(ErrandException.class)
        .hasMessageContaining("every");
    assertThatThrownBy(() -> new Interval(Duration.ofNanos(1_000_000_001), NOON))
        .hasMessageContaining("every");
    assertThatThrownBy(() -> new LatePolicy(MisfirePolicy.ALL, Duration.ofDays(8)))
        .hasMessageContaining("catchUp");
  }

  private static DueFires at(MisfirePolicy misfire, Instant due, Instant now) {
    var late = new LatePolicy(misfire, Duration.ofHours(1));
    return DueFires.at(BY_MINUTE, late, due, now, BOUNDS);
  }
}
