package dev.errand.store.sql;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows in our types. */
public final class Rows {
  private Rows() {}

  /** Every row, in order. */
  public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> type) {
    List<T> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      all.add(type.apply(row));
    }
    return all;
  }

  /** The first row, if there is one. */
  public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> type) {
    Iterator<Row> row = rows.iterator();
    return row.hasNext() ? Optional.of(type.apply(row.next())) : Optional.empty();
  }
}
