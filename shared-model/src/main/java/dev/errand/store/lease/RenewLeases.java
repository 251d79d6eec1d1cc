package dev.errand.store.lease;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A heartbeat: extends the leases that are still held, and brings back who should stop. */
@CrossTenant("A worker serves all tenants; job and lease token name the row.")
public final class RenewLeases {
  private static final String SQL =
      """
      /* lease.renew */
      update lease l
      set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
      from unnest($1::uuid[], $2::bigint[]) as held(id, token)
      where l.id = any ($1::uuid[])
        and l.id = held.id
        and l.token = held.token
        and l.lease_until > clock_timestamp()
      returning l.id, l.cancel_requested_at is not null as cancel
      """;

  private RenewLeases() {}

  /** What the holder of a lease should do. */
  public enum Directive {
    CONTINUE,
    CANCEL
  }

  /**
   * @param leases in any order; they are locked in ascending order of their jobs
   * @return a directive for each lease that is still held; the others are lost
   */
  public static Uni<Map<JobId, Directive>> run(Sql sql, List<Lease> leases, Duration duration) {
    List<Lease> ordered =
        leases.stream().sorted((one, other) -> one.job().compareTo(other.job())).toList();
    return sql.run(
            SQL,
            Columns.parameters(
                column(ordered, UUID[]::new, lease -> lease.job().value()),
                column(ordered, Long[]::new, lease -> lease.token().value()),
                duration.toMillis()))
        .map(
            rows -> {
              Map<JobId, Directive> held = new HashMap<>();
              for (Row row : rows) {
                held.put(
                    new JobId(row.getUUID("id")),
                    row.getBoolean("cancel") ? Directive.CANCEL : Directive.CONTINUE);
              }
              return held;
            });
  }
}
