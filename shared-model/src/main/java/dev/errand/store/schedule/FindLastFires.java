package dev.errand.store.schedule;

import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The newest fire of each schedule. */
public final class FindLastFires {
  private static final String SQL =
      """
      /* fire.last */
      select asked.id, f.fire_at, f.at, f.job_id, f.skipped
      from unnest($2::uuid[]) as asked(id)
      cross join lateral (
        select fire_at, at, job_id, skipped
        from fire
        where schedule_id = asked.id and tenant_id = $1
        order by fire_at desc
        limit 1
      ) as f
      """;

  private FindLastFires() {}

  /**
   * @return schedules that have never fired are not in it
   */
  public static Uni<Map<ScheduleId, Fire>> run(
      Sql sql, TenantId tenant, List<ScheduleId> schedules) {
    Object ids = Columns.column(schedules, UUID[]::new, ScheduleId::value);
    return sql.run(SQL, Columns.parameters(tenant.value(), ids)).map(FindLastFires::bySchedule);
  }

  private static Map<ScheduleId, Fire> bySchedule(Iterable<Row> rows) {
    Map<ScheduleId, Fire> last = new HashMap<>();
    for (Row row : rows) {
      last.put(new ScheduleId(row.getUUID("id")), FireRow.fire(row));
    }
    return last;
  }
}
