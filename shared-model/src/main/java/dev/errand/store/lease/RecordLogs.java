package dev.errand.store.lease;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Stores the log lines of running jobs, under their leases. */
@CrossTenant("A worker serves all tenants; job and lease token name the row.")
public final class RecordLogs {
  private static final String SQL =
      """
      /* log.record */
      insert into job_log (job_id, tenant_id, attempt, at, level, message)
      select l.id, l.tenant_id, l.attempt, line.at, line.level, line.message
      from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[])
        with ordinality as line(id, token, at, level, message, n)
      cross join lateral (
        select l.id, l.tenant_id, l.attempt
        from lease l
        where l.id = line.id and l.token = line.token and l.lease_until > clock_timestamp()
        limit 1
      ) as l
      order by line.n
      """;

  private RecordLogs() {}

  /**
   * One line.
   *
   * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
   * @param message fit for storage
   */
  public record Line(Lease lease, Instant at, String level, String message) {}

  public static Uni<Void> run(Sql sql, List<Line> lines) {
    return sql.run(
            SQL,
            Columns.parameters(
                column(lines, UUID[]::new, line -> line.lease().job().value()),
                column(lines, Long[]::new, line -> line.lease().token().value()),
                column(lines, OffsetDateTime[]::new, line -> timestamp(line.at())),
                column(lines, String[]::new, Line::level),
                column(lines, String[]::new, Line::message)))
        .replaceWithVoid();
  }
}
