package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schedule's fires, newest first. */
public final class ListFires {
  private static final String SQL =
      """
      /* fire.list */
      select fire_at, at, job_id, skipped
      from fire
      where tenant_id = $1 and schedule_id = $2 and fire_at < coalesce($3::timestamptz, 'infinity')
      order by fire_at desc
      limit $4
      """;

  private ListFires() {}

  /**
   * @param before older than that one; null for the first page
   */
  public static Uni<List<Fire>> run(
      Sql sql, TenantId tenant, ScheduleId schedule, @Nullable Instant before, int limit) {
    return sql.run(
            SQL, Columns.parameters(tenant.value(), schedule.value(), timestamp(before), limit))
        .map(rows -> Rows.all(rows, FireRow::fire));
  }
}
