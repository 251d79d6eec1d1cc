package dev.errand.worker.scheduling;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.store.job.FindJob;
import dev.errand.store.schedule.FindNextFire;
import dev.errand.store.schedule.TakeDueSchedules;
import dev.errand.store.schedule.TakeDueSchedules.DueSchedule;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.StatementRefused;
import dev.errand.worker.claiming.ClaimLoop;
import dev.errand.worker.process.EngineLoop;
import dev.errand.worker.scheduling.FirePlan.Superseded;
import dev.errand.worker.scheduling.Firing.Fired;
import dev.errand.worker.scheduling.Firing.Take;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fires schedules when they are due, and sleeps until the next one is. */
@Singleton
public class Fires {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
  private static final int BATCH = 100;

  private final Database database;
  private final Firing firing;
  private final JobEvents events;
  private final ClaimLoop claims;
  private final ScheduleLog log;
  private final Clock clock;
  private final EngineLoop loop = new EngineLoop("errand-fires", this::round);

  @Inject
  Fires(
      Database database,
      Firing firing,
      JobEvents events,
      ClaimLoop claims,
      ScheduleLog log,
      Clock clock) {
    this.database = database;
    this.firing = firing;
    this.events = events;
    this.claims = claims;
    this.log = log;
    this.clock = clock;
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  /** Looks for fires now: one may be sooner than was known. */
  void wake() {
    loop.wake();
  }

  private void round() throws InterruptedException {
    boolean more;
    try {
      more = fire(Take.any(BATCH));
    } catch (StatementRefused refused) {
      if (!refused.isRowsFault()) {
        throw refused;
      }
      fireOneByOne();
      more = false;
    }
    if (!more) {
      loop.pause(untilNext());
    }
  }

  // A job that PostgreSQL refuses must not hold up the other schedules' fires.
  private void fireOneByOne() {
    List<DueSchedule> due =
        TakeDueSchedules.run(database.engine(), null, null, BATCH).await().atMost(PATIENCE);
    for (DueSchedule one : due) {
      try {
        fire(Take.only(one.id()));
      } catch (StatementRefused refused) {
        if (!refused.isRowsFault()) {
          throw refused;
        }
        fire(Take.skipping(one.id(), String.valueOf(refused.getMessage())));
      }
    }
  }

  private boolean fire(Take take) {
    Fired fired = firing.fire(take).await().atMost(PATIENCE);
    fired.unusable().forEach(log::unusable);
    events.publish(news(fired));
    if (!fired.jobs().isEmpty()) {
      claims.wake();
    }
    return fired.more();
  }

  private List<JobEvent> news(Fired fired) {
    Instant now = clock.instant();
    List<JobEvent> news = new ArrayList<>();
    for (Job job : fired.jobs()) {
      news.add(JobEvent.StateChanged.of(job, "job.submitted", now));
    }
    for (Superseded old : fired.superseded()) {
      for (JobId id : old.jobs()) {
        FindJob.run(database.engine(), old.tenant(), id)
            .await()
            .atMost(PATIENCE)
            .ifPresent(job -> news.add(cancellation(job, now)));
      }
    }
    return news;
  }

  private static JobEvent cancellation(Job job, Instant now) {
    return job.state() == JobState.CANCELLED
        ? JobEvent.StateChanged.of(job, "job.cancelled", now)
        : new JobEvent.CancelRequested(job.tenant(), job.id(), now);
  }

  private Duration untilNext() {
    Duration next =
        FindNextFire.run(database.engine()).await().atMost(PATIENCE).orElse(LONGEST_PAUSE);
    if (next.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
