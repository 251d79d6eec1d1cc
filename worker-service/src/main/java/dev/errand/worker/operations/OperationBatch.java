package dev.errand.worker.operations;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.operation.SkipReason;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.HideJobs;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.job.RunJobsNow;
import dev.errand.store.operation.LookAtJobs;
import dev.errand.store.operation.LookAtJobs.Seen;
import dev.errand.store.operation.Operation;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one batch of an operation does to its jobs, and what there is to tell of it. */
final class OperationBatch {
  // A job that moves between two tables at this moment is met at the next try, or it is over.
  private static final int TRIES = 3;

  private final Operation operation;
  private final Instant at;
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final List<JobEvent> news = new ArrayList<>();
  private long done;

  OperationBatch(Operation operation, Instant at) {
    this.operation = operation;
    this.at = at;
    this.done = operation.done();
    skipped.putAll(operation.skipped());
  }

  Operation operation() {
    return operation;
  }

  /** How many jobs the operation has acted upon, with this batch. */
  long done() {
    return done;
  }

  /** How many it has left as they were, with this batch. */
  Map<SkipReason, Long> skipped() {
    return skipped;
  }

  /** To be published once the batch is committed. */
  List<JobEvent> news() {
    return news;
  }

  Uni<Void> act(Sql sql, List<JobId> jobs) {
    return act(sql, jobs, TRIES);
  }

  private Uni<Void> act(Sql sql, List<JobId> jobs, int tries) {
    if (jobs.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return perform(sql, jobs)
        .chain(
            acted ->
                LookAtJobs.run(sql, operation.tenant(), jobs)
                    .map(seen -> settle(jobs, acted, seen, tries)))
        .chain(again -> act(sql, again, tries - 1));
  }

  /** The action as the one statement that it is. */
  private Uni<Set<JobId>> perform(Sql sql, List<JobId> jobs) {
    var tenant = operation.tenant();
    String actor = operation.createdBy();
    return switch (operation.action()) {
      case RETRY -> ReopenJobs.run(sql, tenant, jobs, actor, null).map(Set::copyOf);
      case RUN -> RunJobsNow.run(sql, tenant, jobs, actor).map(Set::copyOf);
      case DELETE ->
          HideJobs.run(sql, tenant, jobs, actor).invoke(this::tellHidden).map(Map::keySet);
      case CANCEL ->
          CancelJobs.run(sql, tenant, jobs, actor, "operation " + operation.id())
              .map(OperationBatch::changed);
    };
  }

  private static Set<JobId> changed(Map<JobId, CancelJobs.Result> results) {
    return results.keySet().stream()
        .filter(job -> results.get(job) != CancelJobs.Result.UNCHANGED)
        .collect(Collectors.toSet());
  }

  /** Counts what was done and what was left, and returns what is worth another try. */
  private List<JobId> settle(List<JobId> jobs, Set<JobId> acted, Map<JobId, Seen> seen, int tries) {
    List<JobId> again = new ArrayList<>();
    for (JobId job : jobs) {
      @Nullable Seen now = seen.get(job);
      if (acted.contains(job)) {
        done++;
        tell(now);
      } else {
        Optional<SkipReason> reason = reason(now);
        if (reason.isEmpty() && tries > 1) {
          again.add(job);
        } else {
          skipped.merge(reason.orElse(SkipReason.MOVED), 1L, Long::sum);
        }
      }
    }
    return again;
  }

  private Optional<SkipReason> reason(@Nullable Seen job) {
    if (job == null) {
      return Optional.of(SkipReason.GONE);
    }
    return operation.action().refusal(job.state()).or(() -> hindrance(job));
  }

  // Only a retry is refused for anything but the state.
  private Optional<SkipReason> hindrance(Seen job) {
    return switch (operation.action()) {
      case RETRY ->
          job.late()
              ? Optional.of(SkipReason.DEADLINE_PASSED)
              : Optional.of(SkipReason.KEY_TAKEN).filter(taken -> job.keyed());
      case CANCEL, DELETE, RUN -> Optional.empty();
    };
  }

  // Nobody may look at them any more, so the statement that hides them says what there is to tell.
  private void tellHidden(Map<JobId, HideJobs.Hidden> hidden) {
    for (HideJobs.Hidden job : hidden.values()) {
      @Nullable JobEvent cancelled = job.news();
      if (cancelled != null) {
        news.add(cancelled);
      }
    }
  }

  private void tell(@Nullable Seen job) {
    if (job == null) {
      return; // deleted: it was told already
    }
    switch (operation.action()) {
      case RETRY, RUN -> news.add(change(job, "job.submitted"));
      case CANCEL ->
          news.add(
              job.state() == JobState.RUNNING
                  ? new JobEvent.CancelRequested(operation.tenant(), job.id(), at)
                  : change(job, "job.cancelled"));
      case DELETE -> {} // it is hidden, so it was not seen
    }
  }

  private JobEvent change(Seen job, String event) {
    return new JobEvent.StateChanged(
        operation.tenant(),
        job.id(),
        at,
        event,
        job.state(),
        job.type(),
        job.queue(),
        job.priority(),
        job.attempt(),
        null);
  }
}
