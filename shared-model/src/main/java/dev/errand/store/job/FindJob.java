package dev.errand.store.job;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One job of a tenant, or of any tenant for an admin. */
public final class FindJob {
  private static final String SQL =
      """
      /* job.find */
      select %s
      from %s
      where j.id = $1
        and ($2::uuid is null or j.tenant_id = $2)
        and j.hidden_at is null
      """
          .formatted(JobRow.COLUMNS, JobTables.JOINED);

  private FindJob() {}

  /**
   * @param tenant whose job it must be; null for any, which only an admin may ask
   */
  public static Uni<Optional<Job>> run(Sql sql, @Nullable TenantId tenant, JobId id) {
    @Nullable UUID owner = tenant == null ? null : tenant.value();
    return sql.run(SQL, Columns.parameters(id.value(), owner))
        .map(rows -> Rows.first(rows, JobRow::job));
  }
}
