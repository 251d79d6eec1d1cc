package dev.errand.store.lifecycle;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lifecycle.ModelJob.When;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The life of jobs, as a person would explain it: no SQL, no clock. */
class LifeModel {
  private final List<ModelJob> jobs = new ArrayList<>();
  private final Map<String, ModelJob> keys = new HashMap<>();

  /** The job of that number; null where there is none at all. */
  ModelJob job(int number) {
    return jobs.isEmpty() ? null : jobs.get(number % jobs.size());
  }

  ModelJob job(JobId id) {
    return jobs.stream().filter(job -> job.id.equals(id)).findFirst().orElseThrow();
  }

  Map<JobId, ModelJob.Standing> standings() {
    Map<JobId, ModelJob.Standing> all = new HashMap<>();
    jobs.forEach(job -> all.put(job.id, job.standing()));
    return all;
  }

  void submit(ModelJob job) {
    jobs.add(job);
    if (job.uniqueKey != null) {
      keys.put(job.uniqueKey, job);
    }
  }

  /** Who has the key, if that job is not final. */
  ModelJob holder(String key) {
    ModelJob holder = keys.get(key);
    return holder == null || holder.state.isFinal() ? null : holder;
  }

  void replace(ModelJob old) {
    if (old.isWaitingOrPending()) {
      old.become(JobState.CANCELLED);
    }
  }

  /** What a claim may take: of jobs with one concurrency key only a single one. */
  int claimable() {
    Set<String> busy = new HashSet<>();
    jobs.stream()
        .filter(job -> job.state == JobState.RUNNING && job.concurrencyKey != null)
        .forEach(job -> busy.add(job.concurrencyKey));
    int count = 0;
    for (ModelJob job : jobs) {
      if (job.state == JobState.PENDING
          && (job.concurrencyKey == null || busy.add(job.concurrencyKey))) {
        count++;
      }
    }
    return count;
  }

  /** Why the database should not have claimed these; null if it may. */
  String claim(List<ClaimedJob> claimed) {
    List<ModelJob> left = pending();
    for (ClaimedJob claim : claimed) {
      ModelJob job = job(claim.lease().job());
      int best = left.stream().mapToInt(other -> other.priority).max().orElse(0);
      if (!left.contains(job) || job.priority < best) {
        return job.id + " was not next";
      }
      left.remove(job);
      left.removeIf(other -> isBeside(other, job));
      job.become(JobState.RUNNING);
      job.attempt++;
      job.lease = claim;
      job.leaseHolds = true;
      if (claim.lease().attempt() != job.attempt
          || claim.isLastAttempt() != (job.attempt >= job.lastAttempt)) {
        return job.id + " has another attempt";
      }
    }
    return null;
  }

  private List<ModelJob> pending() {
    List<ModelJob> pending = new ArrayList<>();
    for (ModelJob job : jobs) {
      boolean blocked =
          jobs.stream().anyMatch(other -> other.state == JobState.RUNNING && isBeside(job, other));
      if (job.state == JobState.PENDING && !blocked) {
        pending.add(job);
      }
    }
    pending.sort(Comparator.comparing((ModelJob job) -> job.priority).reversed());
    return pending;
  }

  private static boolean isBeside(ModelJob job, ModelJob other) {
    return job.concurrencyKey != null && job.concurrencyKey.equals(other.concurrencyKey);
  }

  /** The holder says how its attempt ended. Answers whether that counts. */
  boolean finish(ModelJob job, JobState to, When due) {
    if (job.state != JobState.RUNNING || !job.leaseHolds) {
      return false;
    }
    end(job, to, due);
    return true;
  }

  void end(ModelJob job, JobState to, When due) {
    if (job.cancelRequested && !to.isFinal()) {
      job.become(JobState.CANCELLED);
      return;
    }
    if (to == JobState.SCHEDULED || to == JobState.PENDING) {
      uncount(job);
    }
    job.become(to, due);
  }

  void uncount(ModelJob job) {
    job.attempt--;
  }

  void cancel(ModelJob job) {
    if (job.isWaitingOrPending()) {
      job.become(JobState.CANCELLED);
    } else if (job.state == JobState.RUNNING) {
      job.cancelRequested = true;
    }
  }

  boolean runNow(ModelJob job) {
    if (!job.isWaiting()) {
      return false;
    }
    job.become(JobState.PENDING);
    return true;
  }

  boolean reopen(ModelJob job) {
    boolean ended = job.state == JobState.FAILED || job.state == JobState.CANCELLED;
    ModelJob holder = job.uniqueKey == null ? null : holder(job.uniqueKey);
    if (!ended || job.hidden || job.deadline == When.PAST || holder != null) {
      return false;
    }
    job.become(JobState.PENDING);
    job.lastAttempt = job.attempt + job.maxAttempts;
    job.version++;
    if (job.uniqueKey != null) {
      keys.put(job.uniqueKey, job);
    }
    return true;
  }

  boolean hide(ModelJob job) {
    if (job.hidden || job.state == JobState.RUNNING) {
      return false;
    }
    if (!job.state.isFinal()) {
      job.become(JobState.CANCELLED);
    }
    job.hidden = true;
    job.version++;
    return true;
  }

  boolean editPriority(ModelJob job, int priority) {
    return edit(job, () -> job.priority = priority);
  }

  boolean editDeadline(ModelJob job, When deadline) {
    return edit(job, () -> job.deadline = deadline);
  }

  boolean editTime(ModelJob job, When time) {
    return edit(
        job,
        () -> {
          switch (job.state) {
            case RETRYING -> job.due = time == When.FUTURE ? time : When.PAST;
            case SCHEDULED, PENDING -> {
              if (time == When.FUTURE) {
                job.become(JobState.SCHEDULED, time);
              } else {
                job.become(JobState.PENDING);
              }
            }
            default -> {} // a held job stays held
          }
        });
  }

  private static boolean edit(ModelJob job, Runnable change) {
    if (!job.isWaitingOrPending()) {
      return false;
    }
    change.run();
    job.version++;
    return true;
  }

  int promote() {
    int moved = 0;
    for (ModelJob job : jobs) {
      if (job.due == When.PAST && job.isWaiting()) {
        job.become(JobState.PENDING);
        moved++;
      }
    }
    return moved;
  }

  int expire() {
    int failed = 0;
    for (ModelJob job : jobs) {
      if (job.deadline == When.PAST && !job.state.isFinal()) {
        job.become(JobState.FAILED);
        failed++;
      }
    }
    return failed;
  }

  List<ModelJob> lost() {
    return jobs.stream().filter(job -> job.state == JobState.RUNNING && !job.leaseHolds).toList();
  }
}
