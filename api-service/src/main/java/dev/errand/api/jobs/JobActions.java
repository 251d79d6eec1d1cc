package dev.errand.api.jobs;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobState;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.FindKeyHolder;
import dev.errand.store.job.HideJobs;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.job.RunJobsNow;
import dev.errand.store.job.Taken;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people do with stored jobs. Each tells everybody once it is done. */
@Singleton
class JobActions {
  // A job may move between two tables while we look; seldom twice in a row.
  static final int TRIES = 5;

  private final Database database;
  private final JobLookup jobs;
  private final JobEvents events;
  private final TypeCatalog types;
  private final Clock clock;

  @Inject
  JobActions(Database database, JobLookup jobs, JobEvents events, TypeCatalog types, Clock clock) {
    this.database = database;
    this.jobs = jobs;
    this.events = events;
    this.types = types;
    this.clock = clock;
  }

  /** A held, scheduled or retrying job becomes pending now. */
  Uni<Job> run(Principal caller, String id) {
    return jobs.findToChange(caller, id, "job.run")
        .chain(job -> runNow(caller, job))
        .invoke(job -> tell(job, "job.submitted"));
  }

  private Uni<Job> runNow(Principal caller, Job job) {
    return database
        .asTenant(
            job.tenant(),
            sql -> RunJobsNow.run(sql, job.tenant(), List.of(job.id()), caller.actor()))
        .chain(
            moved ->
                jobs.find(caller, job.id())
                    .chain(now -> moved.isEmpty() ? JobLookup.refuse(now, "run") : item(now)));
  }

  /**
   * A failed or cancelled job becomes pending with a fresh set of attempts.
   *
   * @param data the corrected payload, which has to pass what the first one passed
   */
  Uni<Job> retry(Principal caller, String id, @Nullable String data) {
    return jobs.findToChange(caller, id, "job.retry")
        .call(job -> data == null ? nothing() : types.requireFit(job.type(), data))
        .chain(job -> reopen(caller, job, data))
        .invoke(job -> tell(job, "job.submitted"));
  }

  private Uni<Job> reopen(Principal caller, Job job, @Nullable String data) {
    return database
        .asTenant(
            job.tenant(),
            sql -> ReopenJobs.run(sql, job.tenant(), List.of(job.id()), caller.actor(), data))
        .chain(
            reopened ->
                jobs.find(caller, job.id())
                    .chain(now -> reopened.isEmpty() ? refuseRetry(now) : item(now)));
  }

  private Uni<Job> refuseRetry(Job job) {
    boolean mayBeRetried = job.state() == JobState.FAILED || job.state() == JobState.CANCELLED;
    @Nullable Instant deadline = job.deadlineAt();
    if (mayBeRetried && deadline != null && !deadline.isAfter(clock.instant())) {
      return Uni.createFrom()
          .failure(
              new ErrandException(ErrorCode.DEADLINE_EXCEEDED, "the job's deadline has passed"));
    }
    @Nullable String key = job.uniqueKey();
    return mayBeRetried && key != null ? refuseForKey(job, key) : JobLookup.refuse(job, "retried");
  }

  private Uni<Job> refuseForKey(Job job, String key) {
    return database
        .asTenant(job.tenant(), sql -> FindKeyHolder.run(sql, job.tenant(), key))
        .chain(
            holder ->
                holder
                    .<Uni<Job>>map(other -> Uni.createFrom().failure(Taken.conflict(key, other)))
                    .orElseGet(() -> JobLookup.refuse(job, "retried")));
  }

  /** A waiting job is cancelled at once; a running one is asked to stop and stays running. */
  Uni<Job> cancel(Principal caller, String id) {
    return jobs.findToChange(caller, id, "job.cancel").chain(job -> cancel(caller, job, TRIES));
  }

  private Uni<Job> cancel(Principal caller, Job job, int tries) {
    return database
        .asTenant(
            job.tenant(),
            sql -> CancelJobs.run(sql, job.tenant(), List.of(job.id()), caller.actor(), null))
        .chain(
            results ->
                switch (results.get(job.id())) {
                  case CANCELLED ->
                      jobs.find(caller, job.id()).invoke(now -> tell(now, "job.cancelled"));
                  case REQUESTED -> jobs.find(caller, job.id()).invoke(this::tellWorker);
                  case null -> Uni.createFrom().failure(JobLookup.notFound());
                  case UNCHANGED ->
                      jobs.find(caller, job.id()).chain(now -> cancelAgain(caller, now, tries));
                });
  }

  // It moved between two tables while we looked, or it is over.
  private Uni<Job> cancelAgain(Principal caller, Job job, int tries) {
    if (job.state() == JobState.CANCELLED) {
      return item(job);
    }
    return job.state().isFinal() || tries == 0
        ? JobLookup.refuse(job, "cancelled")
        : cancel(caller, job, tries - 1);
  }

  /** Hides a job everywhere. One that waits is cancelled first; one that runs stays. */
  Uni<Void> delete(Principal caller, String id) {
    return jobs.findToChange(caller, id, "job.delete").chain(job -> delete(caller, job, TRIES));
  }

  private Uni<Void> delete(Principal caller, Job job, int tries) {
    return database
        .asTenant(
            job.tenant(), sql -> HideJobs.run(sql, job.tenant(), List.of(job.id()), caller.actor()))
        .map(hidden -> Optional.ofNullable(hidden.get(job.id())))
        .chain(
            was ->
                was.isPresent()
                    ? nothing().invoke(() -> tellDeleted(was.get()))
                    : jobs.find(caller, job.id()).chain(now -> deleteAgain(caller, now, tries)));
  }

  private Uni<Void> deleteAgain(Principal caller, Job job, int tries) {
    return job.state() == JobState.RUNNING || tries == 0
        ? JobLookup.refuse(job, "deleted")
        : delete(caller, job, tries - 1);
  }

  private void tellDeleted(HideJobs.Hidden job) {
    @Nullable JobEvent news = job.news();
    if (news != null) {
      events.publish(news);
    }
  }

  private void tell(Job job, String event) {
    events.publish(JobEvent.StateChanged.of(job, event, clock.instant()));
  }

  private void tellWorker(Job job) {
    events.publish(new JobEvent.CancelRequested(job.tenant(), job.id(), clock.instant()));
  }

  private static <T> Uni<T> item(T item) {
    return Uni.createFrom().item(item);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
