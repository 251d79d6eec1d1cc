package dev.errand.model.schedule;

import java.time.LocalDateTime;
import java.util.Random;
import java.util.function.IntPredicate;

/** Expressions whose meaning a test knows without reading them. */
record NaiveCron(Field minute, Field hour, Field day, Field month, Field weekday) {

  record Field(String text, IntPredicate allows) {
    boolean isOpen() {
      return text.startsWith("*");
    }
  }

  static NaiveCron random(Random random) {
    return new NaiveCron(
        field(random, 0, 59),
        field(random, 0, 23),
        random.nextBoolean() ? any() : field(random, 1, 28),
        random.nextBoolean() ? any() : field(random, 1, 12),
        random.nextBoolean() ? any() : field(random, 0, 6));
  }

  /** One that has something to do with the first hours of a day, when clocks are changed. */
  static NaiveCron early(Random random) {
    return new NaiveCron(
        field(random, 0, 59),
        random.nextInt(4) == 0 ? field(random, 0, 23) : field(random, 0, 4),
        any(),
        any(),
        any());
  }

  private static Field any() {
    return new Field("*", value -> true);
  }

  private static Field field(Random random, int min, int max) {
    int one = random.nextInt(min, max + 1);
    int two = random.nextInt(min, max + 1);
    int low = Math.min(one, two);
    int high = Math.max(one, two);
    int step = random.nextInt(1, Math.max(2, (max - min) / 2));
    return switch (random.nextInt(6)) {
      case 0 -> any();
      case 1 -> new Field("*/" + step, value -> (value - min) % step == 0);
      case 2 -> new Field(low + "-" + high, value -> value >= low && value <= high);
      case 3 ->
          new Field(
              low + "-" + high + "/" + step,
              value -> value >= low && value <= high && (value - low) % step == 0);
      case 4 -> new Field(one + "," + two, value -> value == one || value == two);
      default -> new Field("" + one, value -> value == one);
    };
  }

  String text() {
    return String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
  }

  boolean matches(LocalDateTime time) {
    boolean ofMonth = day.allows().test(time.getDayOfMonth());
    boolean ofWeek = weekday.allows().test(time.getDayOfWeek().getValue() % 7);
    return minute.allows().test(time.getMinute())
        && hour.allows().test(time.getHour())
        && month.allows().test(time.getMonthValue())
        && (day.isOpen() || weekday.isOpen() ? ofMonth && ofWeek : ofMonth || ofWeek);
  }
}
