package dev.errand.store.figure;

import dev.errand.model.figure.Buckets;
import dev.errand.model.figure.Minute;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What ended in each of the last sixty minutes, of all queues and workers together. */
@CrossTenant("Names its tenant; without one it is an admin's, of all tenants.")
public final class ListMinutes {
  private static final String SQL =
      """
      /* figure.minutes */
      select minute, sum(completed) as completed, sum(failed) as failed, sum(retried) as retried,
        sum(cancelled) as cancelled, array[%s] as wait_ms, array[%s] as run_ms
      from figure
      where %s minute > now() - interval '60 minutes'
      group by minute
      order by minute
      """;
  private static final String OF_TENANT =
      SQL.formatted(sums("wait_ms"), sums("run_ms"), "tenant_id = $1 and");
  private static final String OF_ALL = SQL.formatted(sums("wait_ms"), sums("run_ms"), "");

  private ListMinutes() {}

  private static String sums(String column) {
    return IntStream.rangeClosed(1, Buckets.COUNT)
        .mapToObj(bucket -> "sum(" + column + "[" + bucket + "])")
        .collect(Collectors.joining(", "));
  }

  /**
   * @param tenant whose; null for all, which only an admin may ask
   * @return minutes in which something ended, in order
   */
  public static Uni<List<Minute>> run(Sql sql, @Nullable TenantId tenant) {
    return (tenant == null
            ? sql.run(OF_ALL, Tuple.tuple())
            : sql.run(OF_TENANT, Columns.parameters(tenant.value())))
        .map(rows -> Rows.all(rows, ListMinutes::minute));
  }

  private static Minute minute(Row row) {
    return new Minute(
        Objects.requireNonNull(Columns.instant(row, "minute")),
        row.getLong("completed"),
        row.getLong("failed"),
        row.getLong("retried"),
        row.getLong("cancelled"),
        List.of(row.getArrayOfLongs("wait_ms")),
        List.of(row.getArrayOfLongs("run_ms")));
  }
}
