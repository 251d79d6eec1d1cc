package dev.errand.store.lifecycle;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lifecycle.ModelJob.Standing;
import dev.errand.store.sql.EngineDatabase;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;

/** Where jobs stand in the tables; one that stands in two or in none is an error. */
final class Standings {
  private static final String SQL =
      """
      select j.id, j.priority, j.version, j.hidden_at is not null as hidden, p.state, p.attempt
      from job j
      left join (
        select id, state, attempt from waiting where tenant_id = $1
        union all select id, 'pending', attempt from ready where tenant_id = $1
        union all select id, 'pending', attempt from in_line where tenant_id = $1
        union all select id, 'running', attempt from lease where tenant_id = $1
        union all select id, state, attempt from outcome where tenant_id = $1
      ) as p on p.id = j.id
      where j.tenant_id = $1
      """;

  private Standings() {}

  static Map<JobId, Standing> of(EngineDatabase data, TenantId tenant) {
    Map<JobId, Standing> all = new HashMap<>();
    for (Row row : data.query(SQL, tenant.value())) {
      JobId id = new JobId(row.getUUID("id"));
      if (row.getString("state") == null || all.put(id, standing(row)) != null) {
        throw new AssertionError(id + " does not stand in exactly one place");
      }
    }
    return all;
  }

  private static Standing standing(Row row) {
    return new Standing(
        JobState.of(row.getString("state")).orElseThrow(),
        row.getShort("attempt"),
        row.getShort("priority"),
        row.getInteger("version"),
        row.getBoolean("hidden"));
  }
}
