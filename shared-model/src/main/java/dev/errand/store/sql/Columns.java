package dev.errand.store.sql;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Columns and parameters in our types. */
public final class Columns {
  private Columns() {}

  public static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime moment = row.getOffsetDateTime(column);
    return moment == null ? null : moment.toInstant();
  }

  /** A column of whole milliseconds. */
  public static @Nullable Duration millis(Row row, String column) {
    Long millis = row.getLong(column);
    return millis == null ? null : Duration.ofMillis(millis);
  }

  /** A column of single precision as the number that was written: 0.2, not 0.20000000298. */
  public static double real(Row row, String column) {
    return Double.parseDouble(row.getFloat(column).toString());
  }

  public static @Nullable OffsetDateTime timestamp(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  /** One array parameter: a column of a batch. */
  public static <T, C> C[] column(
      List<T> rows, IntFunction<C[]> array, Function<? super T, ? extends @Nullable C> value) {
    C[] column = array.apply(rows.size());
    Arrays.setAll(column, i -> value.apply(rows.get(i)));
    return column;
  }

  /**
   * One array parameter of which most rows have nothing: null, which {@code unnest} pads, when none
   * of them has.
   */
  public static <T, C> C @Nullable [] sparse(
      List<T> rows, IntFunction<C[]> array, Function<? super T, ? extends @Nullable C> value) {
    C[] column = column(rows, array, value);
    return Arrays.stream(column).allMatch(Objects::isNull) ? null : column;
  }

  /** Parameters in order. Arrays stay one parameter each, which {@code Tuple.of} would spread. */
  public static Tuple parameters(@Nullable Object... values) {
    Tuple tuple = Tuple.tuple();
    for (Object value : values) {
      tuple.addValue(value);
    }
    return tuple;
  }
}
