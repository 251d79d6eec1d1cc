package dev.errand.model.schedule;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What the fields of an expression allow, as bits: bit 5 of {@code minutes} is minute 5.
 *
 * @param weekdays bit 0 is Sunday
 * @param eitherDay whether one of the two days is enough
 * @param hourIsStep whether the hour is an asterisk or a step
 */
record CronFields(
    long seconds,
    long minutes,
    long hours,
    long days,
    long months,
    long weekdays,
    boolean eitherDay,
    boolean hourIsStep) {

  boolean matches(LocalDate day) {
    boolean ofMonth = has(days, day.getDayOfMonth());
    boolean ofWeek = has(weekdays, day.getDayOfWeek().getValue() % 7);
    return matchesMonth(day) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  boolean matchesMonth(LocalDate day) {
    return has(months, day.getMonthValue());
  }

  /** The first time of a day that is not before that one. */
  Optional<LocalTime> timeFrom(LocalTime from) {
    int hour = nextBit(hours, from.getHour());
    if (hour == from.getHour()) {
      Optional<LocalTime> thisHour = timeWithinHour(from);
      if (thisHour.isPresent()) {
        return thisHour;
      }
      hour = nextBit(hours, hour + 1);
    }
    return hour < 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(hour, nextBit(minutes, 0), nextBit(seconds, 0)));
  }

  private Optional<LocalTime> timeWithinHour(LocalTime from) {
    int minute = nextBit(minutes, from.getMinute());
    if (minute == from.getMinute()) {
      int second = nextBit(seconds, from.getSecond());
      if (second >= 0) {
        return Optional.of(LocalTime.of(from.getHour(), minute, second));
      }
      minute = nextBit(minutes, minute + 1);
    }
    return minute < 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(from.getHour(), minute, nextBit(seconds, 0)));
  }

  private static boolean has(long bits, int value) {
    return (bits >>> value & 1) == 1;
  }

  /** The lowest bit from there on; −1 where there is none. */
  private static int nextBit(long bits, int from) {
    long left = bits >>> from << from;
    return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
  }
}
