package dev.errand.model.schedule;

import dev.errand.model.problem.ErrandException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where an expression that cannot be read is wrong. The library's messages are for programmers
 * and seldom name the field, so each part of each field is read by itself until one is refused.
 */
final class CronTrouble {
  private static final Pattern FIELD = Pattern.compile("[^ \\t]+");
  private static final Pattern BACKWARDS = Pattern.compile("(\\d{1,9})-(\\d{1,9})(/\\d+)?");

  /** The fields in order, the second first. */
  private static final List<Field> FIELDS =
      List.of(
          new Field("second", "0-59"),
          new Field("minute", "0-59"),
          new Field("hour", "0-23"),
          new Field("day of month", "1-31"),
          new Field("month", "1-12 or jan-dec"),
          new Field("day of week", "0-7 or sun-sat"));

  private CronTrouble() {}

  private record Field(String name, String values) {}

  /**
   * @param seconds whether the first field is the second
   */
  static ErrandException of(String text, boolean seconds) {
    Matcher found = FIELD.matcher(text);
    for (int i = seconds ? 0 : 1; found.find(); i++) {
      int begins = found.start();
      for (String part : found.group().split(",", -1)) {
        if (part.isEmpty() || !CronReader.reads(alone(part, i))) {
          return refused(FIELDS.get(i), i + (seconds ? 1 : 0), begins + 1, part);
        }
        begins += part.length() + 1;
      }
    }
    return CronReader.refused("cannot be read");
  }

  private static String alone(String part, int field) {
    String[] fields = {"*", "*", "*", "*", "*", "*"};
    fields[field] = part;
    return String.join(" ", fields);
  }

  private static ErrandException refused(Field field, int number, int character, String part) {
    return CronReader.refused(
        "field %d (%s), character %d: %s"
            .formatted(number, field.name(), character, why(field, part)));
  }

  private static String why(Field field, String part) {
    if (part.isEmpty()) {
      return "lacks a value";
    }
    Matcher range = BACKWARDS.matcher(part);
    if (range.matches() && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
      return "'" + part + "' runs backwards";
    }
    return "'%s' must be * or %s, a range such as 1-5, or either with a step such as */2"
        .formatted(part, field.values());
  }
}
