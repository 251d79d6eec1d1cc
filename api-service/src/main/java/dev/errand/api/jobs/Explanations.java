package dev.errand.api.jobs;

import dev.errand.api.jobs.Explanation.Code;
import dev.errand.api.jobs.Explanation.Reason;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.queue.QueuePause;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.ExplainJob;
import dev.errand.store.job.ExplainJob.Surroundings;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why a job does not run yet. */
@Singleton
class Explanations {
  private static final int MOST_COUNTED = 10_000;
  // A worker says that it lives every few seconds.
  private static final Duration ALIVE = Duration.ofSeconds(30);

  private final Jobs jobs;
  private final Database database;

  @Inject
  Explanations(Jobs jobs, Database database) {
    this.jobs = jobs;
    this.database = database;
  }

  Uni<Explanation> explain(Principal caller, String id) {
    return jobs.find(caller, id)
        .chain(job -> look(job).map(found -> found.map(around -> explanation(job, around))))
        .map(found -> found.orElseGet(() -> new Explanation(List.of(), null)));
  }

  private Uni<Optional<Surroundings>> look(Job job) {
    return database.asTenant(
        job.tenant(), sql -> ExplainJob.run(sql, job.tenant(), job.id(), MOST_COUNTED, ALIVE));
  }

  private static Explanation explanation(Job job, Surroundings around) {
    List<Reason> reasons =
        switch (around.state()) {
          case HELD, SCHEDULED, PENDING, RETRYING -> reasons(job, around);
          case RUNNING, COMPLETED, FAILED, CANCELLED -> List.of();
        };
    return new Explanation(reasons, estimatedStart(around));
  }

  private static @Nullable Instant estimatedStart(Surroundings around) {
    boolean blocked = around.pause() != null || !around.hasWorker() || around.waitsForPeople();
    return switch (around.state()) {
      case SCHEDULED, RETRYING -> blocked ? null : around.dueAt();
      case PENDING -> blocked ? null : later(around.turnAt(), around.startsAgainAt());
      case HELD, RUNNING, COMPLETED, FAILED, CANCELLED -> null;
    };
  }

  private static @Nullable Instant later(@Nullable Instant turn, @Nullable Instant again) {
    return turn == null || again != null && again.isAfter(turn) ? again : turn;
  }

  private static List<Reason> reasons(Job job, Surroundings around) {
    List<Reason> reasons = new ArrayList<>();
    boolean pending = around.state() == JobState.PENDING;
    if (around.state() == JobState.HELD) {
      add(reasons, Code.HELD, "it is held until somebody runs it", null);
    }
    if (around.state() == JobState.SCHEDULED) {
      add(reasons, Code.NOT_DUE, "it is not due yet", around.dueAt());
    }
    @Nullable QueuePause pause = around.pause();
    if (pause != null) {
      add(reasons, Code.QUEUE_PAUSED, paused(job, pause), null);
    }
    if (pending) {
      addOthers(reasons, job, around);
    }
    if (!around.hasWorker()) {
      String detail = "no worker that lives runs " + job.type();
      add(reasons, Code.NO_WORKER_FOR_TYPE, detail, null);
    }
    if (around.state() == JobState.RETRYING) {
      add(reasons, Code.BACKING_OFF, "an attempt failed; the next one waits", around.dueAt());
    }
    if (reasons.isEmpty()) {
      add(reasons, Code.WORKER_BUSY, "it is claimed as soon as a worker has room", null);
    }
    return reasons;
  }

  // What lies between a pending job and the front of its queue.
  private static void addOthers(List<Reason> reasons, Job job, Surroundings around) {
    if (around.before() > 0) {
      add(reasons, Code.BEHIND_OTHERS, behind(around.before()), null);
    }
    @Nullable JobId holder = around.keyHolder();
    if (holder != null) {
      add(reasons, Code.KEY_BUSY, "job " + holder + " has its concurrency key", null);
    }
    if (around.isFull()) {
      add(reasons, Code.QUEUE_FULL, "as many of " + job.queue() + " run as it lets", null);
    }
    @Nullable Instant again = around.startsAgainAt();
    if (again != null) {
      String detail = "as many of " + job.queue() + " have started as its rate lets";
      add(reasons, Code.RATE_LIMITED, detail, again);
    }
    if (around.waitsForPeople()) {
      add(reasons, Code.MANUAL, job.queue() + " runs a job only when somebody says run-next", null);
    }
  }

  private static String paused(Job job, QueuePause pause) {
    String who = job.queue() + " was paused by " + pause.by() + " at " + pause.at();
    return pause.reason() == null ? who : who + ": " + pause.reason();
  }

  private static String behind(long jobs) {
    String count = jobs < MOST_COUNTED ? Long.toString(jobs) : "at least " + MOST_COUNTED;
    return count + " of its queue go first";
  }

  private static void add(List<Reason> reasons, Code code, String detail, @Nullable Instant until) {
    reasons.add(new Reason(code, detail, until));
  }
}
