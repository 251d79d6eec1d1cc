package dev.errand.store.lease;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.lease.Lease;
import dev.errand.model.lease.LeaseToken;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Leases that nobody renews any more, and those whose holder ignored a cancellation. Scans {@code
 * lease}, which holds a few thousand rows; an index would cost every claim a tenth.
 */
@CrossTenant("The engine's own upkeep, for the jobs of all tenants.")
public final class FindLostLeases {
  private static final String SQL =
      """
      /* lease.find_lost */
      select
        l.id, l.tenant_id, l.queue, l.type, l.priority, l.attempt, l.token,
        j.last_attempt, j.max_attempts, j.backoff_first_ms, j.backoff_cap_ms, j.backoff_factor,
        j.backoff_jitter, l.cancel_requested_at is not null as cancelled,
        (
          select count(*)
          from (
            select a.error_code
            from attempt a
            where a.job_id = l.id and a.attempt > j.last_attempt - j.max_attempts
            order by a.attempt desc
            limit $3
          ) as recent
          where recent.error_code = 'worker_lost'
        ) as losses
      from lease l
      join job j on j.id = l.id
      where l.lease_until <= clock_timestamp()
        or l.cancel_requested_at <= clock_timestamp() - $2 * interval '1 millisecond'
      order by l.id
      limit $1
      """;

  private FindLostLeases() {}

  /**
   * A lease without a holder.
   *
   * @param cancelled whether somebody had asked the job to stop
   * @param losses how many of the attempts just before this one were lost too, up to the limit
   */
  public record LostLease(ClaimedJob job, boolean cancelled, int losses) {}

  /**
   * @param limit how many at most, in order of their jobs
   * @param grace how long a holder may go on after a cancellation
   * @param lossesSeen how many earlier attempts to look at
   */
  public static Uni<List<LostLease>> run(Sql sql, int limit, Duration grace, int lossesSeen) {
    return sql.run(SQL, Columns.parameters(limit, grace.toMillis(), lossesSeen))
        .map(
            rows -> {
              List<LostLease> lost = new ArrayList<>(rows.size());
              for (Row row : rows) {
                lost.add(
                    new LostLease(job(row), row.getBoolean("cancelled"), row.getInteger("losses")));
              }
              return lost;
            });
  }

  private static ClaimedJob job(Row row) {
    return new ClaimedJob(
        new Lease(
            new TenantId(row.getUUID("tenant_id")),
            new JobId(row.getUUID("id")),
            new LeaseToken(row.getLong("token")),
            row.getShort("attempt")),
        new JobType(row.getString("type")),
        new QueueName(row.getString("queue")),
        row.getShort("priority"),
        row.getShort("last_attempt"),
        row.getShort("max_attempts"),
        new Backoff(
            Duration.ofMillis(row.getLong("backoff_first_ms")),
            row.getFloat("backoff_factor"),
            Duration.ofMillis(row.getLong("backoff_cap_ms")),
            row.getFloat("backoff_jitter")),
        null,
        null,
        null,
        null,
        false,
        0);
  }
}
