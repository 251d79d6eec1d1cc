package dev.errand.api.jobs;

import dev.errand.live.channel.JobEvents;
import dev.errand.live.nearby.NearbyWorker;
import dev.errand.live.nearby.NearbyWorker.Offer;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.NewJob;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.job.InsertJobs.Stored;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.StatementRefused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stores submissions, gathered: while two inserts commit, the next one fills with whatever arrives,
 * so many callers share one commit and none waits for a timer. Each is answered after the commit
 * that holds its jobs.
 */
@Singleton
class Submissions {
  private static final int IN_FLIGHT = 2;
  private static final int BATCH = 1000;
  private static final int MOST_WAITING = 20_000;
  private static final long BATCH_CHARS = 8L << 20;

  private final Database database;
  private final JobEvents events;
  private final Clock clock;
  private final Instance<NearbyWorker> nearby;
  private final ConcurrentLinkedQueue<Submission> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingJobs = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  private record Submission(List<NewJob> jobs, UniEmitter<? super List<Job>> caller) {
    long chars() {
      return jobs.stream().mapToLong(job -> job.data() == null ? 0 : job.data().length()).sum();
    }
  }

  @Inject
  Submissions(Database database, JobEvents events, Clock clock, Instance<NearbyWorker> nearby) {
    this.database = database;
    this.events = events;
    this.clock = clock;
    this.nearby = nearby;
  }

  /** Stores the jobs, all or none, together with other callers' jobs. */
  Uni<List<Job>> store(List<NewJob> jobs) {
    return Uni.createFrom()
        .emitter(
            caller -> {
              if (waitingJobs.addAndGet(jobs.size()) > MOST_WAITING) {
                waitingJobs.addAndGet(-jobs.size());
                caller.fail(overloaded());
                return;
              }
              queue.add(new Submission(jobs, caller));
              fillAndSend();
            });
  }

  /** Tells everybody of jobs whose transaction has committed. */
  void announce(List<Job> stored) {
    Instant now = clock.instant();
    events.publish(
        stored.stream().map(job -> JobEvent.StateChanged.of(job, "job.submitted", now)).toList());
  }

  private void fillAndSend() {
    while (!queue.isEmpty()) {
      int busy = inFlight.get();
      if (busy >= IN_FLIGHT) {
        return;
      }
      if (inFlight.compareAndSet(busy, busy + 1)) {
        List<Submission> batch = nextBatch();
        if (batch.isEmpty()) {
          inFlight.decrementAndGet();
        } else {
          send(batch);
        }
      }
    }
  }

  private List<Submission> nextBatch() {
    List<Submission> batch = new ArrayList<>();
    int jobs = 0;
    long chars = 0;
    while (jobs < BATCH && chars < BATCH_CHARS) {
      @Nullable Submission next = queue.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      jobs += next.jobs().size();
      chars += next.chars();
    }
    waitingJobs.addAndGet(-jobs);
    return batch;
  }

  private void send(List<Submission> batch) {
    List<NewJob> jobs = batch.stream().flatMap(submission -> submission.jobs().stream()).toList();
    Optional<Offer> offer = worker().flatMap(nearby -> nearby.offer(jobs));
    InsertJobs.run(database.submissions(), jobs, offer.map(Offer::direct).orElse(null))
        .onTermination()
        .invoke(
            () -> {
              inFlight.decrementAndGet();
              fillAndSend();
            })
        .subscribe()
        .with(
            stored -> {
              answer(batch, stored);
              offer.ifPresent(begun -> begun.accept(stored));
            },
            failure -> {
              offer.ifPresent(Offer::withdraw);
              fallBack(batch, failure);
            });
  }

  private Optional<NearbyWorker> worker() {
    return nearby.isResolvable() ? Optional.of(nearby.get()) : Optional.empty();
  }

  private void answer(List<Submission> batch, Stored stored) {
    for (Submission submission : batch) {
      List<Job> jobs = submission.jobs().stream().map(stored::job).toList();
      announce(jobs);
      submission.caller().complete(jobs);
    }
  }

  // A row that PostgreSQL refuses must not sink the others' submissions.
  private void fallBack(List<Submission> batch, Throwable failure) {
    if (!(failure instanceof StatementRefused) || batch.size() == 1) {
      batch.forEach(submission -> submission.caller().fail(failure));
      return;
    }
    for (Submission submission : batch) {
      InsertJobs.run(database.submissions(), submission.jobs())
          .subscribe()
          .with(stored -> answer(List.of(submission), stored), submission.caller()::fail);
    }
  }

  private static ErrandException overloaded() {
    return ErrandException.later(
        ErrorCode.OVERLOADED, "too many submissions are waiting", Duration.ofSeconds(1));
  }
}
