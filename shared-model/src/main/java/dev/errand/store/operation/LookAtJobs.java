package dev.errand.store.operation;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobTables;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where jobs stand, without what they carry. */
public final class LookAtJobs {
  private static final String SQL =
      """
      /* operation.look */
      select j.id, %s as state, j.type, j.queue, j.priority, %s as attempt,
        coalesce(j.deadline_at <= clock_timestamp(), false) as late, j.unique_key is not null as keyed
      from %s
      where j.tenant_id = $1 and j.id = any ($2::uuid[]) and j.hidden_at is null
      """
          .formatted(JobTables.STATE, JobTables.ATTEMPT, JobTables.JOINED);

  private LookAtJobs() {}

  /**
   * One job.
   *
   * @param late whether its deadline has passed
   * @param keyed whether it has a unique key
   */
  public record Seen(
      JobId id,
      JobState state,
      JobType type,
      QueueName queue,
      int priority,
      int attempt,
      boolean late,
      boolean keyed) {}

  /**
   * @return those of the jobs that the tenant has
   */
  public static Uni<Map<JobId, Seen>> run(Sql sql, TenantId tenant, List<JobId> jobs) {
    return sql.run(SQL, Columns.parameters(tenant.value(), column(jobs, UUID[]::new, JobId::value)))
        .map(LookAtJobs::seen);
  }

  private static Map<JobId, Seen> seen(RowSet<Row> rows) {
    Map<JobId, Seen> seen = new HashMap<>();
    for (Row row : rows) {
      var id = new JobId(row.getUUID("id"));
      seen.put(
          id,
          new Seen(
              id,
              JobState.of(row.getString("state")).orElseThrow(),
              new JobType(row.getString("type")),
              new QueueName(row.getString("queue")),
              row.getShort("priority"),
              row.getShort("attempt"),
              row.getBoolean("late"),
              row.getBoolean("keyed")));
    }
    return seen;
  }
}
