package dev.errand.store.lease;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.Attempt;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Cancelled;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.attempt.AttemptOutcome.Snoozed;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Progress;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.ListAttempts;
import dev.errand.store.job.ListHistory;
import dev.errand.store.job.ListLogs;
import dev.errand.store.job.PromoteDueJobs;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.job.RunJobsNow;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.RecordLogs.Line;
import dev.errand.store.lease.RecordProgress.Report;
import dev.errand.store.lease.RenewLeases.Directive;
import dev.errand.store.sql.EngineDatabase;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the moving statements promise, on a real PostgreSQL. */
class AttemptLifecycleTest {
  private static final AttemptError BROKEN = new AttemptError("broken", "it broke");
  private static final Duration EXPIRED = Duration.ofMillis(-1);

  private EngineDatabase data;
  private Engine engine;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    data =
        EngineDatabase.create("lifecycle_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    tenant = tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    data.close();
  }

  @Test
  void aCompletedJobIsFinalWithItsResult() {
    JobId id = engine.submit(tenant);
    ClaimedJob claimed = engine.claimOne();

    assertThat(engine.finish(claimed, new Completed("{\"ok\":true}"))).containsExactly(id);

    Job found = engine.find(id);
    assertThat(found.state()).isEqualTo(JobState.COMPLETED);
    assertThat(found.result()).isEqualTo("{\"ok\":true}");
    assertThat(found.attempt()).isEqualTo(1);
    assertThat(found.finishedAt()).isNotNull();
  }

  @Test
  void aTokenThatEndedOnceEndsNothingAgain() {
    engine.submit(tenant);
    ClaimedJob claimed = engine.claimOne();
    engine.finish(claimed, new Completed(null));

    assertThat(engine.finish(claimed, new Failed(BROKEN))).isEmpty();

    assertThat(engine.state(claimed.lease().job())).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void staleTokenCannotFinishTheNextAttempt() {
    JobId id = engine.submit(tenant);
    ClaimedJob stale = engine.claim(1, EXPIRED).getFirst();
    rescue(stale);
    get(RunJobsNow.run(data.database().engine(), tenant, List.of(id), "user:test"));
    ClaimedJob fresh = engine.claimOne();

    assertThat(engine.finish(stale, new Completed(null))).isEmpty();

    assertThat(engine.state(id)).isEqualTo(JobState.RUNNING);
    assertThat(fresh.lease().token().value()).isGreaterThan(stale.lease().token().value());
    assertThat(fresh.lease().attempt()).isEqualTo(2);
  }

  @Test
  void anExpiredLeaseEndsNothingEvenBeforeItsRescue() {
    engine.submit(tenant);
    ClaimedJob expired = engine.claim(1, EXPIRED).getFirst();

    assertThat(engine.finish(expired, new Completed(null))).isEmpty();
    assertThat(renew(expired)).isNull();
  }

  @Test
  void aHeartbeatSavesALeaseFromItsRescuer() {
    engine.submit(tenant);
    ClaimedJob claimed = engine.claimOne();

    assertThat(renew(claimed)).isEqualTo(Directive.CONTINUE);
    assertThat(rescue(claimed)).isZero();

    assertThat(engine.finish(claimed, new Completed(null))).hasSize(1);
  }

  @Test
  void aFailedAttemptWaitsForTheNextAndIsRemembered() {
    JobId id = engine.submit(tenant);
    engine.finish(engine.claimOne(), new Retried(BROKEN, Duration.ofHours(1)));

    assertThat(engine.state(id)).isEqualTo(JobState.RETRYING);
    assertThat(engine.claim(1)).isEmpty();
    List<Attempt> attempts = attempts(id);
    assertThat(attempts).hasSize(1);
    assertThat(attempts.getFirst().outcome()).isEqualTo("failed");
    assertThat(attempts.getFirst().retryAt()).isNotNull();
  }

  @Test
  void aRetryGoesBehindWorkOfTheSamePriority() {
    JobId failed = engine.submit(tenant);
    JobId fresh = engine.submit(tenant);
    ClaimedJob first = engine.claimOne();
    assertThat(first.lease().job()).isEqualTo(failed);
    engine.finish(first, new Retried(BROKEN, Duration.ZERO));

    assertThat(promote()).isOne();

    assertThat(engine.claim(2)).extracting(c -> c.lease().job()).containsExactly(fresh, failed);
  }

  @Test
  void aSnoozedAttemptIsNotCounted() {
    JobId id = engine.submit(tenant);
    engine.finish(engine.claimOne(), new Snoozed(Duration.ZERO));

    assertThat(engine.state(id)).isEqualTo(JobState.SCHEDULED);
    promote();
    assertThat(engine.claimOne().lease().attempt()).isEqualTo(1);
  }

  @Test
  void aReleasedJobIsReadyAgainWithoutLosingItsAttempt() {
    JobId id = engine.submit(tenant);
    engine.finish(engine.claimOne(), new Released());

    assertThat(engine.state(id)).isEqualTo(JobState.PENDING);
    assertThat(engine.claimOne().lease().attempt()).isEqualTo(1);
  }

  @Test
  void aWaitingJobIsCancelledAtOnce() {
    JobId pending = engine.submit(tenant);
    JobId held = engine.submit(job(tenant, 0, new Start.Held(), 3));
    JobId scheduled = engine.submit(job(tenant, 0, new Start.After(Duration.ofHours(1)), 3));
    JobId moved = engine.submit(job(tenant, 0, new Start.Held(), 3));
    get(RunJobsNow.run(data.database().engine(), tenant, List.of(moved), "user:test"));

    for (JobId id : List.of(pending, held, scheduled, moved)) {
      assertThat(cancel(id)).isEqualTo(CancelJobs.Result.CANCELLED);
      assertThat(engine.state(id)).isEqualTo(JobState.CANCELLED);
      assertThat(cancel(id)).isEqualTo(CancelJobs.Result.UNCHANGED);
    }
    assertThat(engine.claim(10)).isEmpty();
  }

  @Test
  void aRunningJobIsAskedToStopByItsNextHeartbeat() {
    JobId id = engine.submit(tenant);
    ClaimedJob claimed = engine.claimOne();

    assertThat(cancel(id)).isEqualTo(CancelJobs.Result.REQUESTED);

    assertThat(engine.state(id)).isEqualTo(JobState.RUNNING);
    assertThat(renew(claimed)).isEqualTo(Directive.CANCEL);
    engine.finish(claimed, new Cancelled());
    assertThat(engine.state(id)).isEqualTo(JobState.CANCELLED);
    assertThat(attempts(id).getFirst().outcome()).isEqualTo("cancelled");
  }

  @Test
  void aCancelledJobDoesNotGoBackToWait() {
    for (AttemptOutcome outcome :
        List.of(new Retried(BROKEN, Duration.ZERO), new Snoozed(Duration.ZERO), new Released())) {
      JobId id = engine.submit(tenant);
      ClaimedJob claimed = engine.claimOne();
      cancel(id);

      engine.finish(claimed, outcome);

      assertThat(engine.state(id)).isEqualTo(JobState.CANCELLED);
      assertThat(attempts(id)).hasSize(1);
    }
  }

  @Test
  void aJobThatWasReopenedVeryOftenStaysWithinItsNumbers() {
    JobId id = engine.submit(job(tenant, 0, Start.NOW, 1000));
    engine.finish(engine.claimOne(), new Failed(BROKEN));
    data.query("update outcome set attempt = 32000");

    assertThat(reopen(id, null)).isTrue();

    assertThat(engine.find(id).maxAttempts()).isEqualTo(32767);
  }

  @Test
  void snoozesAreRemembered() {
    JobId id = engine.submit(tenant);
    engine.finish(engine.claimOne(), new Snoozed(Duration.ZERO));

    assertThat(get(ListHistory.run(data.database().engine(), tenant, id)))
        .extracting(HistoryEntry::change)
        .contains("snoozed");
  }

  @Test
  void aHolderThatIgnoresItsCancellationLosesItsLeaseAfterTheGrace() {
    JobId id = engine.submit(tenant);
    ClaimedJob claimed = engine.claimOne();
    cancel(id);

    var lost = get(FindLostLeases.run(data.database().engine(), 10, Duration.ZERO, 2)).getFirst();
    get(
        FinishAttempts.rescue(
            data.database().engine(),
            List.of(new Ending(lost.job().lease(), new Cancelled())),
            Duration.ZERO));

    assertThat(lost.cancelled()).isTrue();
    assertThat(engine.finish(claimed, new Completed(null))).isEmpty();
    assertThat(engine.state(id)).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aJobWhoseAttemptsCannotBeNumberedAnyMoreStaysAsItIs() {
    JobId id = engine.submit(job(tenant, 0, Start.NOW, 1));
    engine.finish(engine.claimOne(), new Failed(BROKEN));
    get(
        data.database()
            .engine()
            .run("update outcome set attempt = 32767 where id = $1", Tuple.of(id.value())));

    assertThat(reopen(id, null)).isFalse();
    assertThat(engine.state(id)).isEqualTo(JobState.FAILED);
  }

  @Test
  void aFailedJobCanBeReopenedWithAFreshSetOfAttempts() {
    JobId id = engine.submit(job(tenant, 0, Start.NOW, 1));
    engine.finish(engine.claimOne(), new Failed(BROKEN));
    assertThat(engine.find(id).error().code()).isEqualTo("broken");

    assertThat(reopen(id, "{\"n\":2}")).isTrue();

    Job reopened = engine.find(id);
    assertThat(reopened.state()).isEqualTo(JobState.PENDING);
    assertThat(reopened.data()).isEqualTo("{\"n\":2}");
    assertThat(reopened.attempt()).isEqualTo(1);
    assertThat(reopened.maxAttempts()).isEqualTo(2);
    ClaimedJob again = engine.claimOne();
    assertThat(again.lease().attempt()).isEqualTo(2);
    assertThat(again.failures()).isEqualTo(1);
    assertThat(again.isLastAttempt()).isTrue();
  }

  @Test
  void aCompletedJobCannotBeReopened() {
    JobId id = engine.submit(tenant);
    engine.finish(engine.claimOne(), new Completed(null));

    assertThat(reopen(id, null)).isFalse();
  }

  @Test
  void progressAndLogsAreKeptUnderTheLeaseOnly() {
    JobId id = engine.submit(tenant);
    ClaimedJob claimed = engine.claimOne();
    var completions = data.database().completions();
    var report = new Report(claimed.lease(), new Progress(30, "page 3"));
    var line = new Line(claimed.lease(), Instant.EPOCH, "info", "hello");

    get(RecordProgress.run(completions, List.of(report)));
    get(RecordLogs.run(completions, List.of(line)));
    assertThat(engine.find(id).progress()).isEqualTo(new Progress(30, "page 3"));
    engine.finish(claimed, new Completed(null));
    get(RecordLogs.run(completions, List.of(line)));

    assertThat(get(ListLogs.run(data.database().engine(), tenant, id, 0, 10))).hasSize(1);
  }

  @Test
  void checkpointsOutliveTheirAttempt() {
    engine.submit(tenant);
    ClaimedJob first = engine.claimOne();
    var sql = data.database().completions();

    assertThat(get(SaveCheckpoint.run(sql, first.lease(), "{\"at\":3}"))).isTrue();
    engine.finish(first, new Retried(BROKEN, Duration.ZERO));
    assertThat(get(SaveCheckpoint.run(sql, first.lease(), "{\"at\":9}"))).isFalse();
    promote();

    assertThat(get(FindCheckpoint.run(sql, engine.claimOne().lease()))).contains("{\"at\":3}");
  }

  @Test
  void historyTellsTheWholeStoryNewestFirst() {
    JobId id = engine.submit(job(tenant, 0, new Start.Held(), 2));
    get(RunJobsNow.run(data.database().engine(), tenant, List.of(id), "user:ann"));
    engine.finish(engine.claimOne(), new Retried(BROKEN, Duration.ZERO));
    promote();
    engine.finish(engine.claimOne(), new Failed(BROKEN));
    reopen(id, null);
    engine.finish(engine.claimOne(), new Completed(null));

    List<HistoryEntry> history = get(ListHistory.run(data.database().engine(), tenant, id));

    assertThat(history.reversed())
        .extracting(HistoryEntry::change)
        .containsExactly(
            "submitted",
            "run",
            "started",
            "retrying",
            "started",
            "failed",
            "retried",
            "started",
            "completed");
    assertThat(history.getLast().to()).isEqualTo(JobState.HELD);
    assertThat(history.getLast().actor()).isEqualTo("user:test");
  }

  private Directive renew(ClaimedJob job) {
    return get(RenewLeases.run(data.database().completions(), List.of(job.lease()), Engine.LEASE))
        .get(job.lease().job());
  }

  private int rescue(ClaimedJob job) {
    var ending = new Ending(job.lease(), new Retried(BROKEN, Duration.ofHours(1)));
    return get(FinishAttempts.rescue(
            data.database().engine(), List.of(ending), Duration.ofHours(1)))
        .size();
  }

  private int promote() {
    return get(PromoteDueJobs.run(data.database().engine(), 100)).jobs();
  }

  private CancelJobs.Result cancel(JobId id) {
    return get(data.database()
            .asTenant(tenant, sql -> CancelJobs.run(sql, tenant, List.of(id), "user:test", null)))
        .get(id);
  }

  private boolean reopen(JobId id, String payload) {
    return get(data.database()
            .asTenant(
                tenant, sql -> ReopenJobs.run(sql, tenant, List.of(id), "user:test", payload)))
        .contains(id);
  }

  private List<Attempt> attempts(JobId id) {
    return get(ListAttempts.run(data.database().engine(), tenant, id));
  }
}
