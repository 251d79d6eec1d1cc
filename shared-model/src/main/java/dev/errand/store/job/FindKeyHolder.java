package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The unfinished job that has a unique key. */
public final class FindKeyHolder {
  private static final String SQL =
      """
      /* unique_key.holder */
      select k.job_id
      from unique_key k
      where k.tenant_id = $1 and k.key = $2
        and not exists (select from outcome o where o.id = k.job_id)
      """;

  private FindKeyHolder() {}

  public static Uni<Optional<JobId>> run(Sql sql, TenantId tenant, String key) {
    return sql.run(SQL, Columns.parameters(tenant.value(), key))
        .map(rows -> Rows.first(rows, row -> new JobId(row.getUUID("job_id"))));
  }
}
