package dev.errand.store.schedule;

import dev.errand.model.schedule.ScheduleId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * Drops all but the newest fires of schedules, so that one by the second does not fill the disk.
 * Those whose job is not finished stay: overlaps are told by them.
 */
@CrossTenant("A worker serves all tenants; it tidies up behind schedules that it has taken.")
public final class ForgetFires {
  private static final String SQL =
      """
      /* fire.forget */
      delete from fire f
      using (
        select asked.id, (
          select k.fire_at
          from fire k
          where k.schedule_id = asked.id
          order by k.fire_at desc
          offset $2
          limit 1
        ) as newest
        from unnest($1::uuid[]) as asked(id)
      ) as old
      where f.schedule_id = old.id and f.fire_at <= old.newest
        and (
          f.job_id is null
          or exists (select from outcome o where o.id = f.job_id)
          or not exists (select from job j where j.id = f.job_id)
        )
      """;

  // A day and more of a schedule by the quarter of an hour.
  private static final long KEPT = 100;

  private ForgetFires() {}

  public static Uni<Void> run(Sql sql, List<ScheduleId> schedules) {
    Object ids = Columns.column(schedules, UUID[]::new, ScheduleId::value);
    return sql.run(SQL, Columns.parameters(ids, KEPT)).replaceWithVoid();
  }
}
