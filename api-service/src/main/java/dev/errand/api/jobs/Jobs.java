package dev.errand.api.jobs;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.attempt.Attempt;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.LogLine;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.problem.FieldError;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.FindJob;
import dev.errand.store.job.ListAttempts;
import dev.errand.store.job.ListHistory;
import dev.errand.store.job.ListLogs;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.job.RunJobsNow;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What people do with stored jobs. A tenant's caller sees its own; an admin sees every job. */
@Singleton
class Jobs {
  // News wakes a waiting request; this bounds how long lost news delays it.
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int TRIES = 5;
  private static final int LOG_LINES = 1000;

  private final Database database;
  private final JobEvents events;
  private final JobNews news;
  private final TypeCatalog types;
  private final Clock clock;

  @Inject
  Jobs(Database database, JobEvents events, JobNews news, TypeCatalog types, Clock clock) {
    this.database = database;
    this.events = events;
    this.news = news;
    this.types = types;
    this.clock = clock;
  }

  /** One job, or 404: also for another tenant's. */
  Uni<Job> find(Principal caller, String id) {
    return look(caller, parse(id));
  }

  /**
   * One job as soon as it is final, or as it stands after that time; at once where too many wait.
   */
  Uni<Job> awaitFinal(Principal caller, String text, Duration atMost) {
    JobId id = parse(text);
    Instant end = clock.instant().plus(atMost);
    return news.listen(id)
        .map(ear -> lookUntilFinal(caller, id, ear, end).onTermination().invoke(ear::close))
        .orElseGet(() -> look(caller, id));
  }

  /**
   * @param last whether nobody waits for what comes after it
   */
  private record Seen(Job job, boolean last) {}

  // Repeated, not recursive: a minute of looks must not be a minute's depth of stack.
  private Uni<Job> lookUntilFinal(Principal caller, JobId id, JobNews.Ear ear, Instant end) {
    return Uni.createFrom()
        .deferred(() -> lookAndWait(caller, id, ear, end))
        .repeat()
        .whilst(seen -> !seen.last())
        .select()
        .last()
        .toUni()
        .map(Seen::job);
  }

  private Uni<Seen> lookAndWait(Principal caller, JobId id, JobNews.Ear ear, Instant end) {
    ear.prickUp(); // before the look: what happens after it is heard
    Duration left = Duration.between(clock.instant(), end);
    boolean over = left.isNegative() || left.isZero();
    Duration wait = left.compareTo(LOOK) < 0 ? left : LOOK;
    return look(caller, id)
        .map(job -> new Seen(job, over || job.state().isFinal()))
        .call(seen -> seen.last() ? Uni.createFrom().voidItem() : ear.next(wait));
  }

  Uni<List<Attempt>> attempts(Principal caller, String id) {
    return read(caller, id, (sql, job) -> ListAttempts.run(sql, job.tenant(), job.id()));
  }

  Uni<List<HistoryEntry>> history(Principal caller, String id) {
    return read(caller, id, (sql, job) -> ListHistory.run(sql, job.tenant(), job.id()));
  }

  Uni<Items<LogLine>> logs(Principal caller, String id, LogQuery.Checked query) {
    return read(caller, id, (sql, job) -> logs(sql, job, query)).map(Jobs::page);
  }

  // One more than the page tells whether there is another.
  private static Uni<List<LogLine>> logs(Sql sql, Job job, LogQuery.Checked query) {
    return ListLogs.run(sql, job.tenant(), job.id(), query.levels(), query.after(), LOG_LINES + 1);
  }

  private static Items<LogLine> page(List<LogLine> lines) {
    if (lines.size() <= LOG_LINES) {
      return Items.all(lines);
    }
    List<LogLine> page = lines.subList(0, LOG_LINES);
    return new Items<>(page, Long.toString(page.getLast().id()));
  }

  /** A held, scheduled or retrying job becomes pending now. */
  Uni<Job> run(Principal caller, String id) {
    return look(writer(caller), parse(id))
        .chain(
            job ->
                database
                    .asTenant(
                        job.tenant(),
                        sql -> RunJobsNow.run(sql, job.tenant(), List.of(job.id()), caller.actor()))
                    .chain(moved -> !moved.isEmpty() ? look(caller, job.id()) : refuse(job, "run")))
        .invoke(job -> tell(job, "job.submitted"));
  }

  /** A failed or cancelled job becomes pending with a fresh set of attempts. */
  Uni<Job> retry(Principal caller, String id, @Nullable String data) {
    return look(writer(caller), parse(id))
        .call(job -> data == null ? Uni.createFrom().voidItem() : requireFit(job, data))
        .chain(
            job ->
                database
                    .asTenant(
                        job.tenant(),
                        sql ->
                            ReopenJobs.run(
                                sql, job.tenant(), List.of(job.id()), caller.actor(), data))
                    .chain(
                        reopened ->
                            !reopened.isEmpty() ? look(caller, job.id()) : refuse(job, "retried")))
        .invoke(job -> tell(job, "job.submitted"));
  }

  // The corrected payload has to pass what the first one passed.
  private Uni<Void> requireFit(Job job, String data) {
    String type = job.type().value();
    return types
        .ensureKnown(List.of(type))
        .invoke(
            known -> {
              List<FieldError> errors = types.check(type, data);
              if (!errors.isEmpty()) {
                throw ErrandException.invalid(errors);
              }
            });
  }

  /** A waiting job is cancelled at once; a running one is asked to stop and stays running. */
  Uni<Job> cancel(Principal caller, String id) {
    return look(writer(caller), parse(id)).chain(job -> cancel(caller, job, TRIES));
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
                      look(caller, job.id()).invoke(now -> tell(now, "job.cancelled"));
                  case REQUESTED -> look(caller, job.id()).invoke(this::tellWorker);
                  case null -> Uni.createFrom().failure(notFound());
                  case UNCHANGED -> look(caller, job.id()).chain(now -> again(caller, now, tries));
                });
  }

  // It moved between two tables while we looked, or it is over.
  private Uni<Job> again(Principal caller, Job job, int tries) {
    if (job.state() == JobState.CANCELLED) {
      return Uni.createFrom().item(job);
    }
    return job.state().isFinal() || tries == 0
        ? refuse(job, "cancelled")
        : cancel(caller, job, tries - 1);
  }

  private void tell(Job job, String event) {
    events.publish(List.of(JobEvent.StateChanged.of(job, event, clock.instant())));
  }

  private void tellWorker(Job job) {
    events.publish(List.of(new JobEvent.CancelRequested(job.tenant(), job.id(), clock.instant())));
  }

  private <T> Uni<T> read(Principal caller, String id, BiFunction<Sql, Job, Uni<T>> statement) {
    return look(caller, parse(id))
        .chain(job -> database.asTenant(job.tenant(), sql -> statement.apply(sql, job)));
  }

  private Uni<Job> look(Principal caller, JobId id) {
    Uni<Optional<Job>> found =
        caller.admin()
            ? FindJob.run(database.engine(), null, id)
            : database.asTenant(caller.tenant(), sql -> FindJob.run(sql, caller.tenant(), id));
    return found.map(job -> job.orElseThrow(Jobs::notFound));
  }

  private Uni<Job> refuse(Job job, String verb) {
    return look(job)
        .chain(
            now -> {
              @Nullable Instant deadline = now.deadlineAt();
              boolean late = deadline != null && !deadline.isAfter(clock.instant());
              return Uni.createFrom()
                  .failure(
                      late && verb.equals("retried")
                          ? new ErrandException(
                              ErrorCode.DEADLINE_EXCEEDED, "the job's deadline has passed")
                          : new ErrandException(
                              ErrorCode.STATE_CONFLICT,
                              "the job is %s and cannot be %s"
                                  .formatted(now.state().wire(), verb)));
            });
  }

  private Uni<Job> look(Job job) {
    return FindJob.run(database.engine(), job.tenant(), job.id())
        .map(found -> found.orElseThrow(Jobs::notFound));
  }

  private static Principal writer(Principal caller) {
    if (!caller.mayWrite()) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "a viewer may read, not change");
    }
    return caller;
  }

  private static JobId parse(String id) {
    return JobId.parse(id).orElseThrow(Jobs::notFound);
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such job");
  }
}
