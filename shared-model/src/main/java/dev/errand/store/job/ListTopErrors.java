package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What failed most often in the last 24 hours. Looks at the newest failures only, so that a storm
 * of them costs no more than a breeze: 10,000 of a tenant; for all tenants, 500 of each of the 100
 * in which something failed last.
 */
@CrossTenant("Names its tenant; without one it is an admin's, of all tenants.")
public final class ListTopErrors {
  private static final String SQL =
      """
      /* attempt.top_errors */
      with recent as materialized (
        %s
      )
      select error_code, message, count(*) as times, max(finished_at) as last_at,
        (array_agg(job_id order by finished_at desc))[1] as sample
      from recent
      group by error_code, message
      order by times desc, last_at desc
      limit 10
      """;
  private static final String COLUMNS =
      "a.error_code, left(a.error_message, 200) as message, a.finished_at, a.job_id";
  private static final String OF_TENANT =
      SQL.formatted(
          """
          select %s
            from attempt a
            where a.tenant_id = $1 and a.finished_at > now() - interval '24 hours'
              and a.error_code <> 'cancelled'
            order by a.finished_at desc
            limit 10000
          """
              .strip()
              .formatted(COLUMNS));
  private static final String OF_ALL =
      SQL.formatted(
          """
          select last.*
            from (
              select tenant_id
              from figure
              where minute > now() - interval '24 hours' and failed + retried > 0
              group by tenant_id
              order by max(minute) desc
              limit 100
            ) as failing
            cross join lateral (
              select %s
              from attempt a
              where a.tenant_id = failing.tenant_id
                and a.finished_at > now() - interval '24 hours'
                and a.error_code <> 'cancelled'
              order by a.finished_at desc
              limit 500
            ) as last
          """
              .strip()
              .formatted(COLUMNS));

  private ListTopErrors() {}

  /**
   * One kind of failure.
   *
   * @param message its first 200 characters
   * @param sampleJob the job that failed so last
   */
  public record TopError(
      String code, String message, long count, Instant lastAt, JobId sampleJob) {}

  /**
   * @param tenant whose; null for all, which only an admin may ask
   * @return at most ten, the most frequent first
   */
  public static Uni<List<TopError>> run(Sql sql, @Nullable TenantId tenant) {
    return (tenant == null
            ? sql.run(OF_ALL, Tuple.tuple())
            : sql.run(OF_TENANT, Columns.parameters(tenant.value())))
        .map(rows -> Rows.all(rows, ListTopErrors::error));
  }

  private static TopError error(Row row) {
    return new TopError(
        row.getString("error_code"),
        row.getString("message"),
        row.getLong("times"),
        Objects.requireNonNull(Columns.instant(row, "last_at")),
        new JobId(row.getUUID("sample")));
  }
}
