package dev.errand.worker.scheduling;

import dev.errand.live.chance.IdSource;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.schedule.OverlapPolicy;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.schedule.FindUnfinishedJobs;
import dev.errand.store.schedule.ForgetFires;
import dev.errand.store.schedule.MoveSchedulesOn;
import dev.errand.store.schedule.MoveSchedulesOn.Move;
import dev.errand.store.schedule.RecordFires;
import dev.errand.store.schedule.TakeDueSchedules;
import dev.errand.store.schedule.TakeDueSchedules.Definition;
import dev.errand.store.schedule.TakeDueSchedules.DueSchedule;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import dev.errand.worker.scheduling.FirePlan.Superseded;
import dev.errand.worker.scheduling.FirePlan.Unusable;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fires what is due, in one transaction: schedules are taken, their fires recorded, jobs stored and
 * superseded ones cancelled, and the schedules moved on. All of it happens or none, so a worker
 * that dies in the midst leaves the fires to another.
 */
@Singleton
class Firing {
  private final Database database;
  private final IdSource ids;
  private final SchedulesConfig config;

  @Inject
  Firing(Database database, IdSource ids, SchedulesConfig config) {
    this.database = database;
    this.ids = ids;
    this.config = config;
  }

  /**
   * Which schedules to fire.
   *
   * @param only that one alone; null for any
   * @param refused why its jobs cannot be stored, so that its fires are skipped; null to store them
   * @param now null for the database's clock
   */
  record Take(
      int limit, @Nullable ScheduleId only, @Nullable String refused, @Nullable Instant now) {
    static Take any(int limit) {
      return new Take(limit, null, null, null);
    }

    static Take only(ScheduleId schedule) {
      return new Take(1, schedule, null, null);
    }

    static Take skipping(ScheduleId schedule, String refused) {
      return new Take(1, schedule, refused, null);
    }
  }

  /**
   * What was done.
   *
   * @param more whether other schedules may be due
   */
  record Fired(List<Job> jobs, List<Superseded> superseded, List<Unusable> unusable, boolean more) {
    static final Fired NOTHING = new Fired(List.of(), List.of(), List.of(), false);
  }

  Uni<Fired> fire(Take take) {
    return database.submitting(
        sql ->
            TakeDueSchedules.run(sql, take.now(), take.only(), take.limit())
                .chain(
                    due ->
                        due.isEmpty()
                            ? Uni.createFrom().item(Fired.NOTHING)
                            : fire(sql, due, take)));
  }

  private Uni<Fired> fire(Sql sql, List<DueSchedule> due, Take take) {
    return unfinished(sql, due)
        .map(unfinished -> plan(due, unfinished, take.refused()))
        .chain(
            plan ->
                RecordFires.run(sql, plan.fires())
                    .chain(recorded -> store(sql, plan, recorded))
                    .map(
                        stored ->
                            new Fired(
                                stored.jobs(),
                                stored.superseded(),
                                plan.unusable(),
                                due.size() == take.limit() || plan.moves().size() < due.size())));
  }

  private static Uni<Map<ScheduleId, List<JobId>>> unfinished(Sql sql, List<DueSchedule> due) {
    List<ScheduleId> asking =
        due.stream()
            .filter(
                one ->
                    one.definition() instanceof Definition.Usable(var schedule)
                        && schedule.overlap() != OverlapPolicy.ALLOW)
            .map(DueSchedule::id)
            .toList();
    return asking.isEmpty() ? Uni.createFrom().item(Map.of()) : FindUnfinishedJobs.run(sql, asking);
  }

  private FirePlan plan(
      List<DueSchedule> due, Map<ScheduleId, List<JobId>> unfinished, @Nullable String refused) {
    long tenants = due.stream().map(DueSchedule::tenant).distinct().count();
    var plan = new FirePlan(ids, config.grace(), (int) tenants);
    for (DueSchedule one : due) {
      if (plan.isFull()) {
        break;
      }
      plan.add(one, unfinished.getOrDefault(one.id(), List.of()), refused);
    }
    return plan;
  }

  private record Stored(List<Job> jobs, List<Superseded> superseded) {}

  private Uni<Stored> store(Sql sql, FirePlan plan, Set<JobId> recorded) {
    List<Superseded> superseded = plan.superseded(recorded);
    return insert(sql, plan.jobs(recorded))
        .call(jobs -> Cancellations.run(sql, superseded))
        .call(jobs -> MoveSchedulesOn.run(sql, plan.moves()))
        .call(jobs -> ForgetFires.run(sql, plan.moves().stream().map(Move::id).toList()))
        .map(jobs -> new Stored(jobs, superseded));
  }

  private static Uni<List<Job>> insert(Sql sql, List<NewJob> jobs) {
    return jobs.isEmpty()
        ? Uni.createFrom().item(List.of())
        : InsertJobs.run(sql, jobs).map(stored -> jobs.stream().map(stored::job).toList());
  }
}
