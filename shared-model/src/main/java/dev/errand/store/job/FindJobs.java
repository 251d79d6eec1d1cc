package dev.errand.store.job;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Some jobs as they stand now, hidden ones too. Those that are forgotten are left out. */
@CrossTenant("The engine tells each tenant of its own jobs; they are named by id.")
public final class FindJobs {
  private static final String SQL =
      """
      /* job.find_some */
      select %s
      from %s
      where j.id = any ($1)
      """
          .formatted(JobRow.COLUMNS, JobTables.JOINED);

  private FindJobs() {}

  public static Uni<List<Job>> run(Sql sql, Collection<JobId> ids) {
    UUID[] wanted = ids.stream().map(JobId::value).toArray(UUID[]::new);
    return sql.run(SQL, Columns.parameters((Object) wanted))
        .map(rows -> Rows.all(rows, JobRow::job));
  }
}
