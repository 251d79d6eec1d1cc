package dev.errand.api.jobs;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.job.NewJob;
import dev.errand.store.job.Taken;
import dev.errand.store.job.UniqueJobs;
import dev.errand.store.job.Wanted;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stores valid jobs: gathered with those of other callers, or in a transaction of their own where
 * more than the jobs has to be true together. Tells everybody once they are durable.
 */
@Singleton
class Intake {
  private final Submissions submissions;
  private final Idempotency idempotency;
  private final Database database;
  private final JobEvents events;

  @Inject
  Intake(Submissions submissions, Idempotency idempotency, Database database, JobEvents events) {
    this.submissions = submissions;
    this.idempotency = idempotency;
    this.database = database;
    this.events = events;
  }

  /** What to say of jobs that were taken; where it fails, none of them is. */
  @FunctionalInterface
  interface Answering {
    Uni<Answer> answer(Sql sql, Taken taken);
  }

  Uni<Answer> take(List<Wanted> jobs, Idempotency.@Nullable Key key, Answering answering) {
    if (key == null && jobs.stream().allMatch(wanted -> wanted.job().uniqueKey() == null)) {
      return gathered(jobs).chain(taken -> answering.answer(database.submissions(), taken));
    }
    var last = new AtomicReference<@Nullable Taken>();
    return (key == null
            ? database.submitting(sql -> store(sql, jobs, answering, last))
            : idempotency.once(key, sql -> store(sql, jobs, answering, last)))
        .invoke(
            answer -> {
              @Nullable Taken taken = last.get();
              if (taken != null && !answer.replayed()) {
                announce(taken);
              }
            });
  }

  private Uni<Taken> gathered(List<Wanted> jobs) {
    List<NewJob> all = jobs.stream().map(Wanted::job).toList();
    return all.isEmpty()
        ? Uni.createFrom().item(Taken.all(List.of()))
        : submissions.store(all).map(Taken::all);
  }

  private Uni<Answer> store(
      Sql sql, List<Wanted> jobs, Answering answering, AtomicReference<@Nullable Taken> last) {
    return UniqueJobs.store(sql, jobs)
        .invoke(last::set)
        .chain(taken -> answering.answer(sql, taken));
  }

  private void announce(Taken taken) {
    submissions.announce(taken.stored());
    events.publish(taken.replaced());
  }
}
