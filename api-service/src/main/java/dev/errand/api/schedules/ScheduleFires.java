package dev.errand.api.schedules;

import dev.errand.api.jobs.Items;
import dev.errand.api.jobs.ScheduledJobs;
import dev.errand.api.web.PageQuery;
import dev.errand.live.chance.IdSource;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.schedule.FindLastFires;
import dev.errand.store.schedule.ForgetFires;
import dev.errand.store.schedule.ListFires;
import dev.errand.store.schedule.RecordFires;
import dev.errand.store.schedule.RecordFires.NewFire;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of schedules' fires, and a fire by hand. */
@Singleton
class ScheduleFires {
  private final Database database;
  private final ScheduledJobs jobs;
  private final IdSource ids;

  ScheduleFires(Database database, ScheduledJobs jobs, IdSource ids) {
    this.database = database;
    this.jobs = jobs;
    this.ids = ids;
  }

  /** The newest fire of each; those that never fired are not in it. */
  Uni<Map<ScheduleId, Fire>> last(TenantId tenant, List<ScheduleEntity> schedules) {
    List<ScheduleId> asked = schedules.stream().map(ScheduleEntity::id).toList();
    return asked.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : database.asTenant(tenant, sql -> FindLastFires.run(sql, tenant, asked));
  }

  /** Newest first. */
  Uni<Items<Fire>> page(ScheduleEntity schedule, PageQuery.Page page) {
    @Nullable UUID after = page.after();
    @Nullable Instant before = after == null ? null : moment(after);
    TenantId tenant = schedule.tenant();
    return database
        .asTenant(
            tenant, sql -> ListFires.run(sql, tenant, schedule.id(), before, page.limit() + 1))
        .map(found -> page(found, page));
  }

  private static Items<Fire> page(List<Fire> found, PageQuery.Page page) {
    List<Fire> items = page.cut(found);
    return new Items<>(
        items, items.isEmpty() ? null : page.next(found.size(), id(items.getLast())));
  }

  // A fire's id within its schedule is its moment, to the microsecond.
  private static UUID id(Fire fire) {
    return new UUID(ChronoUnit.MICROS.between(Instant.EPOCH, fire.fireAt()), 0);
  }

  private static Instant moment(UUID id) {
    return Instant.EPOCH.plus(id.getMostSignificantBits(), ChronoUnit.MICROS);
  }

  /** Makes a job now, whatever the schedule says of pauses and overlaps. */
  Uni<Job> run(Principal caller, ScheduleEntity schedule) {
    var id = new JobId(ids.next());
    NewJob job =
        schedule.template.template().job(id, schedule.tenant(), schedule.id(), caller.actor());
    var fire = new NewFire(schedule.id(), schedule.tenant(), null, id, null);
    return database
        .submitting(
            sql ->
                RecordFires.run(sql, List.of(fire))
                    .chain(recorded -> store(sql, schedule.id(), job, recorded)))
        .invoke(jobs::announce);
  }

  private static Uni<Job> store(Sql sql, ScheduleId schedule, NewJob job, Set<JobId> recorded) {
    if (recorded.isEmpty()) {
      throw new ErrandException(ErrorCode.STATE_CONFLICT, "the schedule fires at this very moment");
    }
    return InsertJobs.run(sql, List.of(job))
        .map(stored -> stored.job(job))
        .call(stored -> ForgetFires.run(sql, List.of(schedule)));
  }
}
