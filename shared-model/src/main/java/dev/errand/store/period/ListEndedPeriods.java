package dev.errand.store.period;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Periods that ended so long ago that they may be forgotten, the oldest first. */
@CrossTenant("The tables belong to the platform.")
public final class ListEndedPeriods {
  private static final String SQL =
      """
      /* period.ended */
      select name
      from period
      where ends_at < now() - $1 * interval '1 millisecond'
      order by begins_at
      """;

  private ListEndedPeriods() {}

  public static Uni<List<String>> run(Sql sql, Duration kept) {
    return sql.run(SQL, Columns.parameters(kept.toMillis()))
        .map(rows -> Rows.all(rows, row -> row.getString("name")));
  }
}
