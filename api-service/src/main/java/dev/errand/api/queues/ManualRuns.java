package dev.errand.api.queues;

import dev.errand.api.jobs.JobAnswers;
import dev.errand.live.channel.JobEvents;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.store.queue.LookForNext;
import dev.errand.store.queue.RunNext;
import dev.errand.store.queue.RunNext.Result;
import dev.errand.store.queue.RunNext.Result.AllAllowed;
import dev.errand.store.queue.RunNext.Result.Allowed;
import dev.errand.store.queue.RunNext.Result.BehindKeys;
import dev.errand.store.queue.RunNext.Result.Empty;
import dev.errand.store.queue.RunNext.Result.Missed;
import dev.errand.store.queue.RunNext.Result.NotManual;
import dev.errand.store.queue.RunNext.Result.Paused;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Lets jobs of manual queues run, one by one. */
@Singleton
class ManualRuns {
  private static final int TRIES = 5;

  private final Database database;
  private final JobEvents events;
  private final JobAnswers answers;
  private final Clock clock;

  @Inject
  ManualRuns(Database database, JobEvents events, JobAnswers answers, Clock clock) {
    this.database = database;
    this.events = events;
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * Lets the next job run and answers with it, or with nothing when none is pending at all.
   *
   * @param prefer {@code wait=N} waits until it is final
   */
  Uni<RestResponse<Job>> runNext(Principal caller, QueueName queue, @Nullable String prefer) {
    return allowNext(caller, queue, TRIES)
        .chain(
            next ->
                next.map(job -> answers.answer(caller, job.toString(), prefer))
                    .orElseGet(() -> Uni.createFrom().item(RestResponse.noContent())));
  }

  private Uni<Optional<JobId>> allowNext(Principal caller, QueueName queue, int tries) {
    return next(caller, queue)
        .chain(
            result ->
                switch (result) {
                  case Allowed(JobId job) -> done(Optional.of(job)).invoke(() -> wake(caller, job));
                  case Empty() -> done(Optional.empty());
                  case Missed() when tries > 0 -> allowNext(caller, queue, tries - 1);
                  case Missed() -> refused("its jobs move; try again");
                  case AllAllowed() -> refused("all of its jobs may run already");
                  case BehindKeys() ->
                      refused("its jobs wait behind others of their concurrency key");
                  case Paused() -> refused("the queue is paused");
                  case NotManual() -> Uni.createFrom().failure(notManual());
                });
  }

  // The lock stops all workers' claims for a moment: only who may get a job takes it.
  private Uni<Result> next(Principal caller, QueueName queue) {
    return database
        .asTenant(caller.tenant(), sql -> LookForNext.run(sql, caller.tenant(), queue))
        .chain(
            hindrance ->
                hindrance
                    .map(found -> Uni.createFrom().item(found))
                    .orElseGet(
                        () -> RunNext.underLock(database, caller.tenant(), queue, caller.actor())));
  }

  private void wake(Principal caller, JobId job) {
    events.publish(new JobEvent.Unblocked(caller.tenant(), job, clock.instant()));
  }

  private static Uni<Optional<JobId>> done(Optional<JobId> job) {
    return Uni.createFrom().item(job);
  }

  private static Uni<Optional<JobId>> refused(String detail) {
    return Uni.createFrom().failure(new ErrandException(ErrorCode.STATE_CONFLICT, detail));
  }

  private static ErrandException notManual() {
    return new ErrandException(
        ErrorCode.QUEUE_NOT_MANUAL, "set manual on the queue to run its jobs one by one");
  }
}
