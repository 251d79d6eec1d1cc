package dev.errand.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.problem.ErrandException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *            | 2026-01-31T23:59:30 | 2026-02-01T00:00
          */15 * * * *         | 2026-01-01T10:15    | 2026-01-01T10:30
          5/20 * * * *         | 2026-01-01T10:46    | 2026-01-01T11:05
          0 9 * * mon-fri      | 2026-01-02T09:00    | 2026-01-05T09:00
          0 0 * * 7            | 2026-01-01T00:00    | 2026-01-04T00:00
          0 0 * * sun          | 2026-01-01T00:00    | 2026-01-04T00:00
          0 0 * * 5-7          | 2026-01-03T00:00    | 2026-01-04T00:00
          30 4 1,15 * 5        | 2026-01-01T04:30    | 2026-01-02T04:30
          0 0 13 * */5         | 2026-01-01T00:00    | 2026-02-13T00:00
          0 0 */2 * 1          | 2026-01-05T00:00    | 2026-01-19T00:00
          0 0 29 2 *           | 2096-03-01T00:00    | 2104-02-29T00:00
          0 0 31 * *           | 2026-01-31T00:00    | 2026-03-31T00:00
          0 0 1 jan *          | 2026-01-01T00:00    | 2027-01-01T00:00
          59 23 31 12 *        | 2026-12-31T23:58    | 2026-12-31T23:59
          59 23 31 12 *        | 2026-12-31T23:59    | 2027-12-31T23:59
          15 30 12 * * *       | 2026-01-01T12:30:15 | 2026-01-02T12:30:15
          */10 * * * * *       | 2026-01-01T12:30:55 | 2026-01-01T12:31:00
          0 8-18/5,23 * * *    | 2026-01-01T18:00    | 2026-01-01T23:00
          """)
  void theNextTimeIsTheFirstThatMatches(String cron, LocalDateTime after, LocalDateTime next) {
    assertThat(CronExpression.parse(cron).next(after)).contains(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "* * * *",
        "* * * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "5-1 * * * *",
        "0 22-2 * * *",
        "1,,2 * * * *",
        "@daily",
        "a b c d e",
        "0 0 L * *",
        "0 0 ? * *",
        "0 0 * * 1#2",
        "0 0 * * * | 1 0 * * *",
        "-1 * * * *",
        "+1 * * * *",
        "1-2-3 * * * *",
        "*/5/5 * * * *",
        "jan * * * *",
        "٣ * * * *",
        "99999999999 * * * *",
        "0 0 30 2 *",
        "0 0 31 2,4,6,9,11 *",
        "0 0 * * * 2027 x"
      })
  void whatIsNoExpressionIsRefused(String cron) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .isInstanceOfSatisfying(
            ErrandException.class,
            refused -> assertThat(refused.errors().getFirst().pointer()).isEqualTo("#/cron"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          61 * * * *         | field 1 (minute), character 1: '61' must be * or 0-59
          0 24 * * *         | field 2 (hour), character 3: '24' must be * or 0-23
          0  0 1,32 * *      | field 3 (day of month), character 8: '32' must be * or 1-31
          0 0 * foo *        | field 4 (month), character 7: 'foo' must be * or 1-12 or jan-dec
          0 0 * * 8          | field 5 (day of week), character 9: '8' must be * or 0-7 or sun-sat
          0 99 * * * *       | field 2 (minute), character 3: '99' must be * or 0-59
          70 9 * * * *       | field 1 (second), character 1: '70' must be * or 0-59
          0 22-2 * * *       | field 2 (hour), character 3: '22-2' runs backwards
          1,,2 * * * *       | field 1 (minute), character 3: lacks a value
          - * * * *          | field 1 (minute), character 1: '-' must be * or 0-59
          */0 * * * *        | field 1 (minute), character 1: '*/0' must be * or 0-59
          * * * *            | has 4 fields, not five or six
          """)
  void whatIsWrongIsSaidInOurWordsWithItsField(String cron, String why) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .isInstanceOfSatisfying(
            ErrandException.class,
            refused -> assertThat(refused.errors().getFirst().detail()).startsWith(why));
  }

  @Test
  void noTextMakesTheReaderFailInAnotherWay() {
    String alphabet = "0123456789*,/- \tjanmonLWw#?|";
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(24), 0, alphabet.length())
              .mapToObj(at -> alphabet.substring(at, at + 1))
              .reduce("", String::concat);
      try {
        CronExpression.parse(random.nextBoolean() ? text : text + " * * * *");
      } catch (ErrandException refused) {
        assertThat(refused.errors().getFirst().detail()).doesNotContain("cannot be read");
      }
    }
  }

  @Test
  @Timeout(2)
  void anImpossibleDateIsNoticedQuickly() {
    for (int i = 0; i < 200; i++) {
      assertThatThrownBy(() -> CronExpression.parse("0 0 30 2 *"))
          .hasMessageContaining("never fires");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*/5 * * * *,true",
    "0 * * * *,true",
    "0 */2 * * *,true",
    "0 1/2 * * *,true",
    "0 8-18/2 * * *,false",
    "*/5 2 * * *,false",
    "0 2 * * *,false"
  })
  void anHourThatIsAnAsteriskOrAStepMeansEverySoOften(String cron, boolean intervalLike) {
    assertThat(CronExpression.parse(cron).isIntervalLike()).isEqualTo(intervalLike);
  }

  /** Compares with looking at every single minute of two years. */
  @Test
  void nothingIsLeftOutAndNothingIsMadeUp() {
    var random = new Random(42);
    LocalDateTime begin = LocalDateTime.of(2027, 6, 1, 0, 0);
    for (int i = 0; i < 60; i++) {
      NaiveCron naive = NaiveCron.random(random);
      CronExpression cron = CronExpression.parse(naive.text());
      List<LocalDateTime> expected =
          Stream.iterate(begin.plusMinutes(1), time -> time.plusMinutes(1))
              .limit(Duration.ofDays(730).toMinutes())
              .filter(naive::matches)
              .limit(300)
              .toList();
      LocalDateTime time = begin;
      for (LocalDateTime next : expected) {
        time = cron.next(time).orElseThrow();
        assertThat(time).as(naive.text()).isEqualTo(next);
      }
    }
  }
}
