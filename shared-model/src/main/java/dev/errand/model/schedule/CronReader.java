package dev.errand.model.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.parser.CronParser;
import dev.errand.model.problem.ErrandException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads cron expressions. The library knows the syntax; we count out what it found, because times
 * are computed on a calendar without zones, which the library does not do.
 */
final class CronReader {
  // What else the library takes (alternatives, digits of all scripts, signs) is no crontab(5).
  private static final Pattern ALPHABET = Pattern.compile("[0-9A-Za-z*,/\\- \\t]{1,200}");
  private static final CronParser FIVE = new CronParser(definition(false));
  private static final CronParser SIX = new CronParser(definition(true));

  private CronReader() {}

  private static CronDefinition definition(boolean seconds) {
    CronDefinitionBuilder fields = CronDefinitionBuilder.defineCron();
    if (seconds) {
      fields = fields.withSeconds().and();
    }
    return fields
        .withMinutes()
        .and()
        .withHours()
        .and()
        .withDayOfMonth()
        .and()
        .withMonth()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .and()
        .instance();
  }

  /**
   * @throws ErrandException that says what is wrong, in which field and where it begins
   */
  static CronFields read(String text) {
    if (!ALPHABET.matcher(text).matches()) {
      throw refused("must have five or six fields of digits, names, and * , - /");
    }
    int count = text.strip().split("[ \\t]+").length;
    if (count != 5 && count != 6) {
      throw refused("has " + count + " fields, not five or six");
    }
    try {
      return fields((count == 5 ? FIVE : SIX).parse(text.strip()).retrieveFieldsAsMap());
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      // The latter is the library's way to refuse a range without ends, in 9.2.1.
      throw CronTrouble.of(text, count == 6);
    }
  }

  private static CronFields fields(Map<CronFieldName, CronField> fields) {
    @Nullable CronField seconds = fields.get(CronFieldName.SECOND);
    FieldExpression days = expression(fields, CronFieldName.DAY_OF_MONTH);
    FieldExpression weekdays = expression(fields, CronFieldName.DAY_OF_WEEK);
    return new CronFields(
        seconds == null ? 1 : bits(seconds.getExpression(), 0, 59),
        bits(expression(fields, CronFieldName.MINUTE), 0, 59),
        bits(expression(fields, CronFieldName.HOUR), 0, 23),
        bits(days, 1, 31),
        bits(expression(fields, CronFieldName.MONTH), 1, 12),
        sundayFirst(bits(weekdays, 0, 7)),
        !isOpen(days) && !isOpen(weekdays),
        isOpen(expression(fields, CronFieldName.HOUR)));
  }

  /** Whether an expression of six fields can be read. */
  static boolean reads(String sixFields) {
    try {
      fields(SIX.parse(sixFields).retrieveFieldsAsMap());
      return true;
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      return false;
    }
  }

  private static FieldExpression expression(
      Map<CronFieldName, CronField> fields, CronFieldName name) {
    CronField field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException("lacks a field");
    }
    return field.getExpression();
  }

  /** Whether it begins with an asterisk, or is a step up to the end. */
  private static boolean isOpen(FieldExpression expression) {
    return switch (expression) {
      case Always always -> true;
      case Every every -> !(every.getExpression() instanceof Between);
      case And and -> isOpen(and.getExpressions().getFirst());
      default -> false;
    };
  }

  private static long bits(FieldExpression expression, int min, int max) {
    return switch (expression) {
      case Always always -> range(min, max, 1);
      case On on -> range(number(on.getTime()), number(on.getTime()), 1);
      case Between between -> between(between, 1);
      case Every every -> every(every, min, max);
      case And and -> {
        long all = 0;
        for (FieldExpression part : and.getExpressions()) {
          all |= bits(part, min, max);
        }
        yield all;
      }
      default -> throw new IllegalArgumentException(expression.asString());
    };
  }

  private static long every(Every every, int min, int max) {
    int step = number(every.getPeriod());
    return switch (every.getExpression()) {
      case Between between -> between(between, step);
      case On on -> range(number(on.getTime()), max, step);
      default -> range(min, max, step);
    };
  }

  private static long between(Between between, int step) {
    int from = number(between.getFrom());
    int to = number(between.getTo());
    if (from > to) {
      throw new IllegalArgumentException("runs backwards");
    }
    return range(from, to, step);
  }

  private static long range(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  /** Both 0 and 7 are Sunday. */
  private static long sundayFirst(long weekdays) {
    return (weekdays | weekdays >>> 7) & 0x7f;
  }

  private static int number(FieldValue<?> value) {
    if (value.getValue() instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException(String.valueOf(value));
  }

  static ErrandException refused(String why) {
    return ErrandException.invalid("#/cron", why);
  }
}
