package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.job.LogLine;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Objects;

/** A job's log lines, oldest first. */
public final class ListLogs {
  private static final String SQL =
      """
      /* log.list */
      select id, attempt, at, level, message
      from job_log
      where tenant_id = $1 and job_id = $2 and id > $3
      order by id
      limit $4
      """;

  private ListLogs() {}

  public static Uni<List<LogLine>> run(Sql sql, TenantId tenant, JobId job, long after, int limit) {
    return sql.run(SQL, Columns.parameters(tenant.value(), job.value(), after, limit))
        .map(rows -> Rows.all(rows, ListLogs::line));
  }

  private static LogLine line(Row row) {
    return new LogLine(
        row.getLong("id"),
        row.getShort("attempt"),
        Objects.requireNonNull(Columns.instant(row, "at")),
        row.getString("level"),
        row.getString("message"));
  }
}
