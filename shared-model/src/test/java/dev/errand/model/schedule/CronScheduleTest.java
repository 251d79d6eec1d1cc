package dev.errand.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // 02:00 became 03:00.
    "Europe/Berlin, 30 2 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    "America/New_York, 30 2 * * *, 2026-03-08T00:00:00Z, 2026-03-08T07:00:00Z, 2026-03-09T06:30:00Z",
    // 02:00 became 02:30: Lord Howe changes by half an hour.
    "Australia/Lord_Howe, 15 2 * * *, 2026-10-03T00:00:00Z, 2026-10-03T15:30:00Z, 2026-10-04T15:15:00Z",
    // Midnight itself was missing.
    "America/Sao_Paulo, 0 0 * * *, 2018-11-03T12:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
    "Asia/Beirut, 0 0 * * *, 2026-03-28T12:00:00Z, 2026-03-28T22:00:00Z, 2026-03-29T21:00:00Z",
    // A whole day was missing.
    "Pacific/Apia, 0 9 30 * *, 2011-12-01T00:00:00Z, 2011-12-30T10:00:00Z, 2012-01-29T19:00:00Z",
    // Many fires of one gap are one.
    "Europe/Berlin, */10 2 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z"
  })
  void whatClocksJumpOverFiresOnceAfterTheGap(
      String zone, String cron, Instant after, Instant first, Instant second) {
    var schedule = schedule(cron, zone, DstGap.RUN_AFTER, DstOverlap.FIRST);

    assertThat(schedule.nextAfter(after, 2)).containsExactly(first, second);
  }

  @Test
  void whatClocksJumpOverCanBeSkipped() {
    var schedule = schedule("30 2 * * *", "Europe/Berlin", DstGap.SKIP, DstOverlap.FIRST);

    assertThat(schedule.nextAfter(Instant.parse("2026-03-28T12:00:00Z")))
        .contains(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void aFireAtTheFirstMomentAfterTheGapIsNotDoubled() {
    var schedule = schedule("0 2,3 * * *", "Europe/Berlin", DstGap.RUN_AFTER, DstOverlap.FIRST);

    assertThat(schedule.nextAfter(Instant.parse("2026-03-28T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 30 2 * * *, 2026-10-24T12:00:00Z, FIRST, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "Europe/Berlin, 30 2 * * *, 2026-10-24T12:00:00Z, SECOND, 2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z",
    "Europe/Berlin, 30 2 * * *, 2026-10-24T12:00:00Z, BOTH, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
    "Europe/Berlin, 0 2 * * *, 2026-10-24T12:00:00Z, BOTH, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
    "Europe/Berlin, 0 3 * * *, 2026-10-24T12:00:00Z, SECOND, 2026-10-25T02:00:00Z, 2026-10-26T02:00:00Z",
    "Australia/Lord_Howe, 45 1 * * *, 2026-04-04T00:00:00Z, FIRST, 2026-04-04T14:45:00Z, 2026-04-05T15:15:00Z",
    "Australia/Lord_Howe, 45 1 * * *, 2026-04-04T00:00:00Z, SECOND, 2026-04-04T15:15:00Z, 2026-04-05T15:15:00Z",
    "America/Sao_Paulo, 30 23 17 2 *, 2018-02-17T12:00:00Z, FIRST, 2018-02-18T01:30:00Z, 2019-02-18T02:30:00Z",
    "America/Sao_Paulo, 30 23 17 2 *, 2018-02-17T12:00:00Z, SECOND, 2018-02-18T02:30:00Z, 2019-02-18T02:30:00Z"
  })
  void whatClocksShowTwiceFiresAsTheScheduleSays(
      String zone, String cron, Instant after, DstOverlap overlap, Instant first, Instant second) {
    var schedule = schedule(cron, zone, DstGap.RUN_AFTER, overlap);

    assertThat(schedule.nextAfter(after, 2)).containsExactly(first, second);
  }

  @Test
  void anAskerInTheMidstOfTheSecondHourHearsTheSame() {
    var schedule = schedule("30 2 * * *", "Europe/Berlin", DstGap.RUN_AFTER, DstOverlap.FIRST);

    assertThat(schedule.nextAfter(Instant.parse("2026-10-25T01:10:00Z")))
        .contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:40:00Z, 2026-03-29T00:50:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:10:00Z",
    "2026-10-25T00:40:00Z, 2026-10-25T00:50:00Z, 2026-10-25T01:00:00Z, 2026-10-25T01:10:00Z"
  })
  void whatMeansEverySoOftenGoesOnByElapsedTime(
      Instant after, Instant first, Instant second, Instant third) {
    for (DstGap gap : DstGap.values()) {
      for (DstOverlap overlap : DstOverlap.values()) {
        var schedule = schedule("*/10 * * * *", "Europe/Berlin", gap, overlap);
        assertThat(schedule.nextAfter(after, 3)).containsExactly(first, second, third);
      }
    }
  }

  @Test
  void theYearEndsWhereThePlaceIs() {
    var last = schedule("59 23 31 12 *", "Pacific/Kiritimati", DstGap.SKIP, DstOverlap.FIRST);
    var first = schedule("0 0 1 1 *", "Etc/GMT+12", DstGap.SKIP, DstOverlap.FIRST);

    assertThat(last.nextAfter(Instant.parse("2026-06-01T00:00:00Z")))
        .contains(Instant.parse("2026-12-31T09:59:00Z"));
    assertThat(first.nextAfter(Instant.parse("2026-06-01T00:00:00Z")))
        .contains(Instant.parse("2027-01-01T12:00:00Z"));
  }

  @Test
  void aLeapDayIsWaitedForThroughAllChangesOfTheClocks() {
    var schedule =
        new CronSchedule(
            CronExpression.parse("0 12 29 2 */7"), BERLIN, DstGap.SKIP, DstOverlap.FIRST);

    assertThat(schedule.nextAfter(Instant.parse("2032-03-01T00:00:00Z")))
        .contains(Instant.parse("2060-02-29T11:00:00Z"));
  }

  /**
   * Around a thousand changes of clocks in all zones there are: what the walk finds is what comes
   * of looking at each minute's valid offsets.
   */
  @Test
  void inEveryZoneTheWalkFindsWhatEachMinuteSaysOfItself() {
    var random = new Random(11);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    int changes = 0;
    while (changes < 1000) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      Instant from = Instant.ofEpochSecond(random.nextLong(0, 2_500_000_000L));
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      if (change != null) {
        changes++;
        compare(zone, change, random);
      }
    }
  }

  private static void compare(ZoneId zone, ZoneOffsetTransition change, Random random) {
    NaiveCron naive = NaiveCron.early(random);
    DstGap gap = DstGap.values()[random.nextInt(2)];
    DstOverlap overlap = DstOverlap.values()[random.nextInt(3)];
    var schedule = schedule(naive.text(), zone.getId(), gap, overlap);
    Instant begin = change.getInstant().minusSeconds(random.nextInt(40) * 3600L);
    Instant end = change.getInstant().plusSeconds(40 * 3600L);

    var expected = new TreeSet<Instant>();
    LocalDateTime time =
        LocalDateTime.ofInstant(begin, zone).minusDays(2).withSecond(0).withNano(0);
    for (;
        time.isBefore(LocalDateTime.ofInstant(end, zone).plusDays(2));
        time = time.plusMinutes(1)) {
      if (naive.matches(time)) {
        expected.addAll(moments(time, zone.getRules(), schedule));
      }
    }
    List<Instant> found =
        schedule.nextAfter(begin, 6000).stream().filter(f -> f.isBefore(end)).toList();

    assertThat(found)
        .as("%s in %s around %s, %s, %s", naive.text(), zone, change, gap, overlap)
        .containsExactlyElementsOf(expected.subSet(begin.plusNanos(1), end));
  }

  private static List<Instant> moments(LocalDateTime time, ZoneRules rules, CronSchedule schedule) {
    List<Instant> all = rules.getValidOffsets(time).stream().map(time::toInstant).sorted().toList();
    return switch (all.size()) {
      case 0 ->
          schedule.gap() == DstGap.SKIP
              ? List.of()
              : List.of(rules.getTransition(time).getInstant());
      case 1 -> all;
      default ->
          switch (schedule.overlap()) {
            case FIRST -> List.of(all.getFirst());
            case SECOND -> List.of(all.getLast());
            case BOTH -> all;
          };
    };
  }

  private static CronSchedule schedule(String cron, String zone, DstGap gap, DstOverlap overlap) {
    return new CronSchedule(CronExpression.parse(cron), ZoneId.of(zone), gap, overlap);
  }
}
