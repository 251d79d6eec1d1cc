package dev.errand.store.lifecycle;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobEdit;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.OnConflict;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.Asked;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.EditJob;
import dev.errand.store.job.ExpireJobs;
import dev.errand.store.job.HideJobs;
import dev.errand.store.job.PromoteDueJobs;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.job.RunJobsNow;
import dev.errand.store.job.Taken.Fate;
import dev.errand.store.job.UniqueJobs;
import dev.errand.store.job.Wanted;
import dev.errand.store.lease.Engine;
import dev.errand.store.lease.FindLostLeases;
import dev.errand.store.lease.FindLostLeases.LostLease;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.RenewLeases;
import dev.errand.store.lifecycle.ModelJob.When;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Does the same to the model and to the database. */
final class LifeTrial {
  private static final AttemptError BROKEN = new AttemptError("broken", "it broke");
  private static final Duration LATER = Duration.ofHours(1);
  private static final int ALL = 100;

  private final LifeModel model;
  private final EngineDatabase data;
  private final Database database;
  private final Engine engine;
  private final TenantId tenant = Engine.tenant();

  LifeTrial(EngineDatabase data, LifeModel model) {
    this.data = data;
    this.model = model;
    database = data.database();
    engine = new Engine(data);
  }

  TenantId tenant() {
    return tenant;
  }

  void take(Step step) {
    ModelJob job = model.job(step.job());
    if (job == null && needsJob(step.kind())) {
      return;
    }
    switch (step.kind()) {
      case SUBMIT -> submit(step.choice());
      case SUBMIT_WITH_UNIQUE_KEY -> submitWithUniqueKey(step.job(), step.choice());
      case CLAIM -> claim(step.choice() % 4 == 0 ? 1 : ALL);
      case COMPLETE -> finish(job, new AttemptOutcome.Completed("1"), When.NEVER);
      case FAIL -> fail(job, step.choice());
      case FAIL_FOR_GOOD -> finish(job, new AttemptOutcome.Failed(BROKEN), When.NEVER);
      case SNOOZE -> finish(job, new AttemptOutcome.Snoozed(delay(step)), due(step));
      case RELEASE -> finish(job, new AttemptOutcome.Released(), When.NEVER);
      case WRITE_WITH_OLD_TOKEN -> writeWithOldToken(job);
      case HEARTBEAT -> heartbeat(job);
      case CANCEL -> cancel(job);
      case RUN_NOW -> same(model.runNow(job), !runNow(job.id).isEmpty());
      case REOPEN -> same(model.reopen(job), !reopen(job.id).isEmpty());
      case HIDE -> same(model.hide(job), hide(job.id));
      case EDIT -> edit(job, step.choice());
      case BECOME_DUE -> becomeDue(job);
      case PROMOTE -> same(model.promote(), get(PromoteDueJobs.run(sql(), ALL)).jobs());
      case PASS_DEADLINE -> passDeadline(job);
      case EXPIRE -> same(model.expire(), get(ExpireJobs.run(sql(), ALL)).size());
      case LOSE_LEASE -> loseLease(job);
      case RESCUE -> rescue();
    }
  }

  private static boolean needsJob(Step.Kind kind) {
    return switch (kind) {
      case SUBMIT, SUBMIT_WITH_UNIQUE_KEY, CLAIM, PROMOTE, EXPIRE, RESCUE -> false;
      default -> true;
    };
  }

  private dev.errand.store.sql.Sql sql() {
    return database.engine();
  }

  private static void same(Object expected, Object actual) {
    assertThat(actual).isEqualTo(expected);
  }

  private void submit(int choice) {
    When start = choice % 4 == 0 ? When.FUTURE : When.NEVER;
    boolean held = choice % 4 == 1;
    Asked asked =
        Asked.by(tenant)
            .start(held ? new Start.Held() : start == When.FUTURE ? later() : Start.NOW)
            .priority(choice / 4 % 2)
            .maxAttempts(1 + choice / 8 % 2)
            .concurrencyKey(choice / 16 % 3 == 0 ? "line" : null)
            .deadline(choice / 16 % 3 == 1 ? Instant.now().plus(LATER) : null);
    NewJob submitted = asked.job();
    engine.submit(submitted);
    ModelJob job = remembered(submitted);
    job.deadline = asked.deadline() == null ? When.NEVER : When.FUTURE;
    if (held) {
      job.become(JobState.HELD);
    } else if (start == When.FUTURE) {
      job.become(JobState.SCHEDULED, start);
    }
    model.submit(job);
  }

  private static Start later() {
    return new Start.After(LATER);
  }

  private static ModelJob remembered(NewJob submitted) {
    var job =
        new ModelJob(
            submitted.id(),
            submitted.maxAttempts(),
            submitted.concurrencyKey(),
            submitted.uniqueKey());
    job.priority = submitted.priority().value();
    return job;
  }

  private void submitWithUniqueKey(int number, int choice) {
    String key = "key-" + number % 2;
    OnConflict onConflict = OnConflict.values()[choice % 3];
    NewJob submitted =
        Asked.by(tenant).uniqueKey(key).start(choice % 2 == 0 ? Start.NOW : later()).job();
    Fate fate =
        get(database.submitting(
                sql -> UniqueJobs.store(sql, List.of(new Wanted(submitted, onConflict)))))
            .fates()
            .getFirst();

    ModelJob holder = model.holder(key);
    if (holder != null && onConflict != OnConflict.REPLACE) {
      same(
          onConflict == OnConflict.REJECT
              ? new Fate.Refused(key, holder.id)
              : new Fate.Existing(key, holder.id),
          fate);
      return;
    }
    same(new Fate.Stored(submitted.id()), fate);
    if (holder != null) {
      model.replace(holder);
    }
    ModelJob job = remembered(submitted);
    if (choice % 2 != 0) {
      job.become(JobState.SCHEDULED, When.FUTURE);
    }
    model.submit(job);
  }

  private void claim(int max) {
    int expected = Math.min(max, model.claimable());
    List<ClaimedJob> claimed = engine.claim(max);
    same(expected, claimed.size());
    assertThat(model.claim(claimed)).isNull();
  }

  private static Duration delay(Step step) {
    return due(step) == When.FUTURE ? LATER : Duration.ZERO;
  }

  private static When due(Step step) {
    return step.choice() % 2 == 0 ? When.PAST : When.FUTURE;
  }

  // As a worker decides: the last attempt is not retried.
  private void fail(ModelJob job, int choice) {
    boolean last = job.attempt >= job.lastAttempt;
    When due = choice % 2 == 0 ? When.PAST : When.FUTURE;
    finish(
        job,
        last
            ? new AttemptOutcome.Failed(BROKEN)
            : new AttemptOutcome.Retried(BROKEN, due == When.PAST ? Duration.ZERO : LATER),
        last ? When.NEVER : due);
  }

  private void finish(ModelJob job, AttemptOutcome outcome, When due) {
    if (job.lease == null) {
      return;
    }
    var ending = new Ending(job.lease.lease(), outcome);
    boolean counts = !engine.finish(job.lease, outcome).isEmpty();
    same(model.finish(job, ending.state(), due), counts);
  }

  private void writeWithOldToken(ModelJob job) {
    for (ClaimedJob old : job.oldLeases) {
      assertThat(engine.finish(old, new AttemptOutcome.Completed("\"old\""))).isEmpty();
      assertThat(renew(old)).isFalse();
    }
  }

  private void heartbeat(ModelJob job) {
    if (job.lease != null) {
      same(job.leaseHolds, renew(job.lease));
    }
  }

  private boolean renew(ClaimedJob job) {
    return !get(RenewLeases.run(sql(), List.of(job.lease()), Engine.LEASE)).isEmpty();
  }

  private void cancel(ModelJob job) {
    boolean waited = job.isWaitingOrPending();
    boolean runs = job.state == JobState.RUNNING;
    model.cancel(job);
    CancelJobs.Result result =
        get(database.asTenant(
                tenant, sql -> CancelJobs.run(sql, tenant, List.of(job.id), "user:a", null)))
            .get(job.id);
    CancelJobs.Result expected =
        job.hidden
            ? null
            : waited
                ? CancelJobs.Result.CANCELLED
                : runs ? CancelJobs.Result.REQUESTED : CancelJobs.Result.UNCHANGED;
    same(expected, result);
  }

  private List<JobId> runNow(JobId id) {
    return get(
        database.asTenant(tenant, sql -> RunJobsNow.run(sql, tenant, List.of(id), "user:a")));
  }

  private List<JobId> reopen(JobId id) {
    return get(
        database.asTenant(tenant, sql -> ReopenJobs.run(sql, tenant, List.of(id), "user:a", null)));
  }

  private boolean hide(JobId id) {
    return get(database.asTenant(tenant, sql -> HideJobs.run(sql, tenant, List.of(id), "user:a")))
        .containsKey(id);
  }

  private void edit(ModelJob job, int choice) {
    if (job.hidden) {
      return; // nobody can look at it any more
    }
    Job seen = engine.find(job.id);
    switch (choice % 5) {
      case 0 ->
          same(
              model.editPriority(job, choice / 5 % 3),
              edit(Asked.withPriority(seen, choice / 5 % 3)));
      case 1 ->
          same(
              model.editTime(job, When.FUTURE),
              edit(Asked.withRunAt(seen, Instant.now().plus(LATER))));
      case 2 -> same(model.editTime(job, When.NEVER), edit(Asked.withRunAt(seen, null)));
      case 3 ->
          same(
              model.editDeadline(job, When.FUTURE),
              edit(Asked.withDeadline(seen, Instant.now().plus(LATER))));
      default -> same(model.editDeadline(job, When.NEVER), edit(Asked.withDeadline(seen, null)));
    }
  }

  private boolean edit(JobEdit edit) {
    return get(database.asTenant(tenant, sql -> EditJob.run(sql, tenant, edit, "user:a")));
  }

  private void becomeDue(ModelJob job) {
    if (job.due == When.FUTURE) {
      job.due = When.PAST;
    }
    data.query(
        "update waiting set due_at = now() - interval '1 second'"
            + " where id = $1 and due_at is not null",
        job.id.value());
  }

  private void passDeadline(ModelJob job) {
    if (job.deadline == When.FUTURE) {
      job.deadline = When.PAST;
    }
    data.query(
        "update deadline set deadline_at = now() - interval '1 second' where job_id = $1",
        job.id.value());
    data.query(
        "update job set deadline_at = now() - interval '1 second'"
            + " where id = $1 and deadline_at is not null",
        job.id.value());
    // A deadline is found by its moment: both must have the same.
    data.query(
        "update deadline d set deadline_at = j.deadline_at from job j"
            + " where j.id = $1 and d.job_id = j.id",
        job.id.value());
  }

  private void loseLease(ModelJob job) {
    job.leaseHolds = false;
    data.query(
        "update lease set lease_until = now() - interval '1 second' where id = $1", job.id.value());
  }

  // As the rescuer decides: a lost worker costs an attempt.
  private void rescue() {
    List<LostLease> lost = get(FindLostLeases.run(sql(), ALL, LATER, 2));
    List<ModelJob> expected = model.lost();
    assertThat(lost)
        .extracting(lease -> lease.job().lease().job())
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(job -> job.id).toList());
    List<Ending> endings =
        lost.stream().map(lease -> new Ending(lease.job().lease(), outcome(lease))).toList();
    same(lost.size(), get(FinishAttempts.rescue(sql(), endings, LATER)).size());
    for (Ending ending : endings) {
      ModelJob job = model.job(ending.lease().job());
      model.end(job, ending.state(), ending.state() == JobState.RETRYING ? When.PAST : When.NEVER);
    }
  }

  private static AttemptOutcome outcome(LostLease lease) {
    if (lease.cancelled()) {
      return new AttemptOutcome.Cancelled();
    }
    return lease.job().isLastAttempt()
        ? new AttemptOutcome.Failed(BROKEN)
        : new AttemptOutcome.Retried(BROKEN, Duration.ZERO);
  }
}
