package dev.errand.worker.scheduling;

import dev.errand.live.chance.IdSource;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.schedule.DueFires;
import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.Schedule;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.schedule.MoveSchedulesOn.Move;
import dev.errand.store.schedule.RecordFires.NewFire;
import dev.errand.store.schedule.TakeDueSchedules.Definition;
import dev.errand.store.schedule.TakeDueSchedules.DueSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one transaction does about schedules that are due. Filled one by one, until it is full. */
final class FirePlan {
  // What cannot be used now may be usable for the next build, or after somebody mended it.
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);
  private static final int MOST_JOBS = 1000;
  // In characters of data: what one transaction can write well within its time.
  private static final int MOST_DATA = 8 << 20;

  private final List<NewFire> fires = new ArrayList<>();
  private final List<NewJob> jobs = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private final List<Superseded> superseded = new ArrayList<>();
  private final List<Unusable> unusable = new ArrayList<>();
  private final IdSource ids;
  private final Duration grace;
  private final int tenants;
  private long data;

  /**
   * Jobs that are cancelled because of a later fire.
   *
   * @param by the later fire's job
   */
  record Superseded(ScheduleId schedule, TenantId tenant, List<JobId> jobs, JobId by) {}

  /** A schedule that could not be fired, and why. */
  record Unusable(ScheduleId schedule, TenantId tenant, String why) {}

  /**
   * @param tenants whose schedules are due: each gets its share, so that what one has to make up
   *     for does not keep the others out
   */
  FirePlan(IdSource ids, Duration grace, int tenants) {
    this.ids = ids;
    this.grace = grace;
    this.tenants = Math.max(1, tenants);
  }

  /** Whether the rest is better left to the next transaction. */
  boolean isFull() {
    return jobs.size() >= MOST_JOBS || data >= MOST_DATA;
  }

  /**
   * Adds what is to be done about one schedule.
   *
   * @param unfinished jobs of its earlier fires
   * @param refused why its jobs cannot be stored; null unless that was tried
   */
  void add(DueSchedule due, List<JobId> unfinished, @Nullable String refused) {
    switch (due.definition()) {
      case Definition.Unusable(String why) -> {
        skip(due, due.due(), Fire.unusable(why));
        moves.add(new Move(due.id(), due.now().plus(LOOK_AGAIN)));
        unusable.add(new Unusable(due.id(), due.tenant(), why));
      }
      case Definition.Usable(Schedule schedule) -> {
        DueFires found = decide(schedule, due);
        if (refused == null) {
          fire(due, schedule, found.fires(), unfinished);
        } else {
          found.fires().forEach(fire -> skip(due, fire, Fire.unusable(refused)));
          unusable.add(new Unusable(due.id(), due.tenant(), refused));
        }
        @Nullable Instant missed = found.missed();
        if (missed != null) {
          skip(due, missed, Fire.MISSED);
        }
        moves.add(new Move(due.id(), found.next()));
      }
    }
  }

  private DueFires decide(Schedule schedule, DueSchedule due) {
    int share = Math.max(1, MOST_JOBS / tenants);
    int most = Math.clamp(MOST_DATA / tenants / Math.max(1, size(schedule)), 1, share);
    var bounds = new DueFires.Bounds(grace, most);
    return DueFires.at(schedule.timing(), schedule.late(), due.due(), due.now(), bounds);
  }

  private void fire(
      DueSchedule due, Schedule schedule, List<Instant> moments, List<JobId> unfinished) {
    for (int i = 0; i < moments.size(); i++) {
      boolean makesJob =
          switch (schedule.overlap()) {
            case ALLOW -> true;
            // The first one's job is unfinished when the others come.
            case SKIP -> i == 0 && unfinished.isEmpty();
            // The others' jobs would be cancelled as soon as they are stored.
            case CANCEL_RUNNING -> i == moments.size() - 1;
          };
      if (makesJob) {
        makeJob(due, schedule, moments.get(i), unfinished);
      } else {
        skip(due, moments.get(i), Fire.OVERLAP);
      }
    }
  }

  private void makeJob(DueSchedule due, Schedule schedule, Instant moment, List<JobId> unfinished) {
    var id = new JobId(ids.next());
    jobs.add(schedule.template().job(id, due.tenant(), due.id()));
    data += size(schedule);
    fires.add(new NewFire(due.id(), due.tenant(), moment, id, null));
    switch (schedule.overlap()) {
      case ALLOW, SKIP -> {}
      case CANCEL_RUNNING -> {
        if (!unfinished.isEmpty()) {
          superseded.add(new Superseded(due.id(), due.tenant(), unfinished, id));
        }
      }
    }
  }

  private void skip(DueSchedule due, Instant moment, String why) {
    fires.add(new NewFire(due.id(), due.tenant(), moment, null, why));
  }

  private static int size(Schedule schedule) {
    @Nullable String payload = schedule.template().data();
    return payload == null ? 0 : payload.length();
  }

  List<NewFire> fires() {
    return fires;
  }

  /** The jobs of fires that nobody has recorded before. */
  List<NewJob> jobs(Set<JobId> recorded) {
    return jobs.stream().filter(job -> recorded.contains(job.id())).toList();
  }

  /** What is superseded by such jobs. */
  List<Superseded> superseded(Set<JobId> recorded) {
    return superseded.stream().filter(old -> recorded.contains(old.by())).toList();
  }

  List<Move> moves() {
    return moves;
  }

  List<Unusable> unusable() {
    return unusable;
  }
}
