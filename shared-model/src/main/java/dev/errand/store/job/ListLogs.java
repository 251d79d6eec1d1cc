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
      where tenant_id = $1 and job_id = $2 and id > $3 and level = any($5)
      order by id
      limit $4
      """;

  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

  private ListLogs() {}

  /** Lines of every level. */
  public static Uni<List<LogLine>> run(Sql sql, TenantId tenant, JobId job, long after, int limit) {
    return run(sql, tenant, job, LEVELS, after, limit);
  }

  /**
   * @param levels which to show
   * @param after the id of the last line that is known already
   */
  public static Uni<List<LogLine>> run(
      Sql sql, TenantId tenant, JobId job, List<String> levels, long after, int limit) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(), job.value(), after, limit, levels.toArray(String[]::new)))
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
