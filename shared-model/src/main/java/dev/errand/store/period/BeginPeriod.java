package dev.errand.store.period;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Objects;

/** Makes room for the jobs that are submitted between two moments. */
@CrossTenant("The tables belong to the platform.")
public final class BeginPeriod {
  private static final String SQL =
      "/* period.begin */ select begin_period($1::timestamptz, $2::timestamptz) as begun";

  private BeginPeriod() {}

  /**
   * @param owner speaks as the tables' owner
   * @return false if the period was there, or jobs of that time are in the default partitions
   */
  public static Uni<Boolean> run(Sql owner, Instant begins, Instant ends) {
    return owner
        .run(
            SQL,
            Columns.parameters(
                Objects.requireNonNull(Columns.timestamp(begins)),
                Objects.requireNonNull(Columns.timestamp(ends))))
        .map(rows -> rows.iterator().next().getBoolean("begun"));
  }
}
