package dev.errand.store.lease;

import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What an earlier attempt wanted this one to know. */
public final class FindCheckpoint {
  private static final String SQL =
      """
      /* checkpoint.find */
      select state
      from checkpoint
      where tenant_id = $1 and job_id = $2
      """;

  private FindCheckpoint() {}

  /**
   * @return JSON text
   */
  public static Uni<Optional<String>> run(Sql sql, Lease lease) {
    return sql.run(SQL, Columns.parameters(lease.tenant().value(), lease.job().value()))
        .map(rows -> Rows.first(rows, row -> row.getString("state")));
  }
}
