package dev.errand.store.period;

import static dev.errand.store.sql.Columns.instant;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Up to when there are periods. */
@CrossTenant("The tables belong to the platform.")
public final class FindCoverage {
  private static final String SQL =
      "/* period.coverage */ select now() as now, max(ends_at) as until from period";

  private FindCoverage() {}

  /**
   * How far the periods reach.
   *
   * @param now the database's time
   * @param until null where there is no period
   */
  public record Coverage(Instant now, @Nullable Instant until) {}

  public static Uni<Coverage> run(Sql sql) {
    return sql.run(SQL, Tuple.tuple()).map(rows -> coverage(rows.iterator().next()));
  }

  private static Coverage coverage(Row row) {
    return new Coverage(Objects.requireNonNull(instant(row, "now")), instant(row, "until"));
  }
}
