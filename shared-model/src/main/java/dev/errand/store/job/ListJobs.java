package dev.errand.store.job;

import dev.errand.model.job.Job;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * A page of jobs by a filter, in order of submission or its reverse.
 *
 * <p>The statement is put together from fixed clauses, one for each part of the filter that is
 * there, so that PostgreSQL plans for what was asked; values are always parameters.
 */
@CrossTenant("The filter names the tenant; one that names none is an admin's.")
public final class ListJobs {
  private static final String SQL =
      """
      /* job.list */
      select %s
      from %s
      where %s
      order by j.%s %s
      limit %s
      """;

  private ListJobs() {}

  /**
   * @param limit how many at most
   */
  public static Uni<List<Job>> run(Sql sql, JobFilter filter, int limit) {
    var conditions = new JobConditions(filter);
    String statement =
        SQL.formatted(
            JobRow.COLUMNS,
            JobTables.JOINED,
            conditions.ofAll(),
            filter.tenant() == null ? "id" : "tenant_id, j.id",
            filter.oldestFirst() ? "asc" : "desc",
            conditions.parameter(limit));
    return sql.run(statement, conditions.parameters()).map(rows -> Rows.all(rows, JobRow::job));
  }
}
