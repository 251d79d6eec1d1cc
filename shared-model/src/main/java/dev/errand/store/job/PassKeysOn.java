package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives unique keys that are locked to other jobs. */
public final class PassKeysOn {
  // A final job has an outcome. That its row in job is missing proves nothing.
  private static final String SQL =
      """
      /* unique_key.pass_on */
      update unique_key k
      set job_id = heir.job_id
      from unnest($2::text[], $3::uuid[]) as heir(key, job_id)
      where k.tenant_id = $1 and k.key = heir.key
        and (not $4 or exists (select from outcome o where o.id = k.job_id))
      returning k.key
      """;

  private PassKeysOn() {}

  /** From jobs that are final. Answers which keys that were. */
  public static Uni<List<String>> fromFinal(Sql sql, TenantId tenant, Map<String, JobId> heirs) {
    return run(sql, tenant, heirs, true);
  }

  /** From whoever has them. */
  public static Uni<Void> fromAll(Sql sql, TenantId tenant, Map<String, JobId> heirs) {
    return run(sql, tenant, heirs, false).replaceWithVoid();
  }

  private static Uni<List<String>> run(
      Sql sql, TenantId tenant, Map<String, JobId> heirs, boolean onlyFromFinal) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(),
                heirs.keySet().toArray(String[]::new),
                heirs.values().stream().map(JobId::value).toArray(UUID[]::new),
                onlyFromFinal))
        .map(rows -> Rows.all(rows, row -> row.getString("key")));
  }
}
