package dev.errand.store.schedule;

import dev.errand.model.job.JobId;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The jobs of earlier fires that have no outcome yet. */
@CrossTenant("A worker serves all tenants; it asks about schedules that it has taken.")
public final class FindUnfinishedJobs {
  // Looked up one by one: a join would be planned as a scan of all outcomes.
  private static final String SQL =
      """
      /* fire.unfinished */
      select f.schedule_id, f.job_id
      from unnest($1::uuid[]) as asked(id)
      join fire f on f.schedule_id = asked.id
      cross join lateral (
        select j.id from job j where j.id = f.job_id and j.hidden_at is null limit 1
      ) as known
      left join lateral (
        select o.id from outcome o where o.id = f.job_id limit 1
      ) as finished on true
      where f.job_id is not null and finished.id is null
      order by f.job_id
      """;

  private FindUnfinishedJobs() {}

  /**
   * @return by schedule, in order of submission; schedules without any are not in it
   */
  public static Uni<Map<ScheduleId, List<JobId>>> run(Sql sql, List<ScheduleId> schedules) {
    Object ids = Columns.column(schedules, UUID[]::new, ScheduleId::value);
    return sql.run(SQL, Columns.parameters(ids)).map(FindUnfinishedJobs::bySchedule);
  }

  private static Map<ScheduleId, List<JobId>> bySchedule(Iterable<Row> rows) {
    Map<ScheduleId, List<JobId>> unfinished = new HashMap<>();
    for (Row row : rows) {
      unfinished
          .computeIfAbsent(new ScheduleId(row.getUUID("schedule_id")), id -> new ArrayList<>())
          .add(new JobId(row.getUUID("job_id")));
    }
    return unfinished;
  }
}
