package dev.errand.store.lease;

import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Keeps what a handler wants its next attempt to know, under its lease. */
public final class SaveCheckpoint {
  private static final String SQL =
      """
      /* checkpoint.save */
      insert into checkpoint (job_id, tenant_id, state)
      select l.id, l.tenant_id, $4
      from lease l
      where l.tenant_id = $1 and l.id = $2 and l.token = $3 and l.lease_until > clock_timestamp()
      on conflict (job_id) do update set state = excluded.state
      """;

  private SaveCheckpoint() {}

  /**
   * @param state JSON text
   * @return whether the lease was still held
   */
  public static Uni<Boolean> run(Sql sql, Lease lease, String state) {
    return sql.run(
            SQL,
            Columns.parameters(
                lease.tenant().value(), lease.job().value(), lease.token().value(), state))
        .map(rows -> rows.rowCount() == 1);
  }
}
