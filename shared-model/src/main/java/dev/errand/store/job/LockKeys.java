package dev.errand.store.job;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes unique keys that nobody has, and locks all of them until the transaction ends: nobody
 * submits, replaces or reopens a job with one of them meanwhile. Whether a holder is final can only
 * be told by a later statement, which sees what happened while this one waited.
 */
public final class LockKeys {
  private static final String SQL =
      """
      /* unique_key.lock */
      insert into unique_key as k (tenant_id, key, job_id)
      select $1, key, job_id
      from unnest($2::text[], $3::uuid[]) as wanted(key, job_id)
      order by key collate "C"
      on conflict (tenant_id, key) do update set job_id = k.job_id
      returning key, job_id
      """;

  private LockKeys() {}

  /**
   * @param jobs one for each key
   * @return which job has each key
   */
  public static Uni<Map<String, JobId>> run(Sql sql, TenantId tenant, List<NewJob> jobs) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(),
                column(jobs, String[]::new, job -> Objects.requireNonNull(job.uniqueKey())),
                column(jobs, UUID[]::new, job -> job.id().value())))
        .map(LockKeys::holders);
  }

  private static Map<String, JobId> holders(Iterable<Row> rows) {
    Map<String, JobId> holders = new HashMap<>();
    for (Row row : rows) {
      holders.put(row.getString("key"), new JobId(row.getUUID("job_id")));
    }
    return holders;
  }
}
