package dev.errand.store.lease;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.job.Progress;
import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes how far running jobs are, under their leases. */
@CrossTenant("A worker serves all tenants; job and lease token name the row.")
public final class RecordProgress {
  private static final String SQL =
      """
      /* lease.progress */
      update lease l
      set progress = p.percent, message = p.message
      from unnest($1::uuid[], $2::bigint[], $3::smallint[], $4::text[])
        as p(id, token, percent, message)
      where l.id = any ($1::uuid[])
        and l.id = p.id
        and l.token = p.token
        and l.lease_until > clock_timestamp()
      returning l.id
      """;

  private RecordProgress() {}

  /** How far the holder of a lease is. */
  public record Report(Lease lease, Progress progress) {}

  /**
   * @return the jobs whose lease was held; the others' word is void
   */
  public static Uni<Set<JobId>> run(Sql sql, List<Report> reports) {
    return sql.run(
            SQL,
            Columns.parameters(
                column(reports, UUID[]::new, report -> report.lease().job().value()),
                column(reports, Long[]::new, report -> report.lease().token().value()),
                column(reports, Short[]::new, report -> (short) report.progress().percent()),
                column(reports, String[]::new, report -> report.progress().message())))
        .map(rows -> Set.copyOf(Rows.all(rows, row -> new JobId(row.getUUID("id")))));
  }
}
