package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Locks the unique keys of jobs, as {@link LockKeys} does those of new ones. */
final class LockKeysOf {
  private static final String SQL =
      """
      /* unique_key.lock_of */
      insert into unique_key as k (tenant_id, key, job_id)
      select distinct on (unique_key) tenant_id, unique_key, id
      from job
      where tenant_id = $1 and id = any ($2::uuid[]) and unique_key is not null
      order by unique_key, id
      on conflict (tenant_id, key) do update set job_id = k.job_id
      """;

  private LockKeysOf() {}

  static Uni<Void> run(Sql sql, TenantId tenant, List<JobId> jobs) {
    return sql.run(SQL, Columns.parameters(tenant.value(), column(jobs, UUID[]::new, JobId::value)))
        .replaceWithVoid();
  }
}
