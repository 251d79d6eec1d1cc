package dev.errand.store.figure;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Drops figures that nobody looks at any more. */
@CrossTenant("The engine's own upkeep.")
public final class ForgetFigures {
  private static final String SQL =
      """
      /* figure.forget */
      delete from figure
      where ctid = any (array (
        select ctid
        from figure
        where minute < now() - $1 * interval '1 millisecond'
        order by minute
        limit $2
      ))
      """;

  private ForgetFigures() {}

  /**
   * @return how many were dropped
   */
  public static Uni<Integer> run(Sql sql, Duration age, int limit) {
    return sql.run(SQL, Columns.parameters(age.toMillis(), limit)).map(rows -> rows.rowCount());
  }
}
