package dev.errand.model.schedule;

import dev.errand.model.problem.ErrandException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which times of a calendar without time zones match, as crontab(5) has it: where both days are
 * restricted, either will do; where one of them begins with an asterisk, both must match.
 */
public final class CronExpression {
  // 29 February falls on a given day of the week every 28 years, or 40 around a year like 2100.
  private static final int LONGEST_WAIT_YEARS = 48;

  private final String text;
  private final CronFields fields;

  private CronExpression(String text, CronFields fields) {
    this.text = text;
    this.fields = fields;
  }

  /**
   * Reads five fields (minute, hour, day of month, month, day of week) or six (second first).
   *
   * @throws ErrandException for what is no expression, or one that no date matches
   */
  public static CronExpression parse(String text) {
    var cron = new CronExpression(text, CronReader.read(text));
    if (cron.next(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw ErrandException.invalid("#/cron", "never fires: no month has such a day");
    }
    return cron;
  }

  /** As it was given. */
  public String text() {
    return text;
  }

  /**
   * Whether the hour is an asterisk or a step. Such an expression means "every so often", and
   * cron(8) lets no change of the clocks disturb it.
   */
  public boolean isIntervalLike() {
    return fields.hourIsStep();
  }

  /** The first time strictly after that one. */
  public Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDateTime from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LocalDate day = from.toLocalDate();
    if (fields.matches(day)) {
      Optional<LocalTime> today = fields.timeFrom(from.toLocalTime());
      if (today.isPresent()) {
        return today.map(day::atTime);
      }
    }
    LocalTime first = fields.timeFrom(LocalTime.MIDNIGHT).orElseThrow();
    return dayFrom(day.plusDays(1)).map(next -> next.atTime(first));
  }

  private Optional<LocalDate> dayFrom(LocalDate from) {
    LocalDate end = from.plusYears(LONGEST_WAIT_YEARS);
    LocalDate day = from;
    while (day.isBefore(end)) {
      if (fields.matches(day)) {
        return Optional.of(day);
      }
      day = fields.matchesMonth(day) ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1);
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
