package dev.errand.store.period;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.ExpireJobs;
import dev.errand.store.job.HideJobs;
import dev.errand.store.job.ListAttempts;
import dev.errand.store.job.ListHistory;
import dev.errand.store.job.ListLogs;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.lease.Engine;
import dev.errand.store.lease.FindCheckpoint;
import dev.errand.store.lease.RecordLogs;
import dev.errand.store.lease.RecordLogs.Line;
import dev.errand.store.lease.SaveCheckpoint;
import dev.errand.store.sql.EngineDatabase;
import dev.errand.store.sql.StatementRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Periods come and go around jobs that live. */
class PeriodsTest {
  private static final AttemptError BROKEN = new AttemptError("broken", "it broke");
  private static final Duration KEPT = Duration.ofDays(14);
  private static final int MANY = 1000;
  // A day that lies well before the periods that a fresh database has.
  private static final Instant LONG_AGO =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(30));

  private EngineDatabase data;
  private Engine engine;
  private TenantId tenant;
  private String period;

  @BeforeEach
  void open(TestInfo test) {
    data =
        EngineDatabase.create("periods_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    tenant = tenant();
    assertThat(begin(LONG_AGO, LONG_AGO.plus(Duration.ofDays(1)))).isTrue();
    period = get(ListEndedPeriods.run(data.database().engine(), KEPT)).getFirst();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    assertThat(
            data.count(
                """
                select count(*)
                from (
                  select id from waiting union all select id from ready
                  union all select id from in_line union all select id from lease
                ) as living
                where not exists (select from job j where j.id = living.id)
                """))
        .as("living jobs that retention has forgotten")
        .isZero();
    data.close();
  }

  @Test
  void whatFinishedLongAgoGoesAndAllElseLivesOn() {
    JobId old = finishedLongAgo(submitted());
    JobId hidden = finishedLongAgo(submitted());
    get(HideJobs.run(data.database().engine(), tenant, List.of(hidden), "user:test"));
    JobId lately = submitted();
    engine.finish(engine.claimOne(), new Completed("1"));
    JobId pending = submitted();
    JobId held = submitted(new Start.Held());

    assertThat(end(KEPT, MANY)).isTrue();

    assertThat(partitions("job_")).doesNotContain("job_" + period);
    for (JobId gone : List.of(old, hidden)) {
      assertThat(data.count("select count(*) from job where id = $1", gone.value())).isZero();
      assertThat(data.count("select count(*) from outcome where id = $1", gone.value())).isZero();
    }
    assertThat(engine.state(lately)).isEqualTo(JobState.COMPLETED);
    assertThat(engine.state(pending)).isEqualTo(JobState.PENDING);
    assertThat(engine.state(held)).isEqualTo(JobState.HELD);
  }

  @Test
  void aPeriodOfWhichTooMuchLivesForgetsItsFinishedJobsInBatches() {
    List<JobId> old = List.of(finishedLongAgo(submitted()), failedLongAgo(submitted()));
    JobId oldToo = finishedLongAgo(submitted());
    JobId lately = submitted();
    engine.finish(engine.claimOne(), new Completed("1"));
    JobId pending = submitted();
    assertThat(end(KEPT, 1)).isFalse();

    assertThat(forget(period, 2)).isEqualTo(2);
    assertThat(forget(period, 2)).isEqualTo(1);
    assertThat(forget(period, 2)).isZero();

    for (JobId gone : List.of(old.get(0), old.get(1), oldToo)) {
      assertThat(data.count("select count(*) from job where id = $1", gone.value())).isZero();
      assertThat(data.count("select count(*) from outcome where id = $1", gone.value())).isZero();
    }
    assertThat(engine.state(lately)).isEqualTo(JobState.COMPLETED);
    assertThat(engine.state(pending)).isEqualTo(JobState.PENDING);
    assertThat(partitions("job_")).contains("job_" + period);
    assertThat(end(KEPT, MANY)).isTrue();
    assertThat(forget(period, 2)).as("of a period that is gone").isZero();
  }

  @Test
  void aStragglerKeepsAllThatItHasAndGoesOnToItsEnd() {
    JobId id = submitted();
    ClaimedJob first = engine.claimOne();
    get(
        RecordLogs.run(
            data.database().completions(),
            List.of(new Line(first.lease(), Instant.now(), "info", "half way"))));
    get(SaveCheckpoint.run(data.database().completions(), first.lease(), "{\"at\":5}"));
    engine.finish(first, new Retried(BROKEN, Duration.ZERO));
    get(
        dev.errand.store.job.RunJobsNow.run(
            data.database().engine(), tenant, List.of(id), "user:test"));

    assertThat(end(KEPT, MANY)).isTrue();

    ClaimedJob second = engine.claimOne();
    assertThat(second.lease().job()).isEqualTo(id);
    assertThat(second.data()).isEqualTo("{\"n\": 1.50}");
    assertThat(get(FindCheckpoint.run(data.database().engine(), second.lease())))
        .isEqualTo(java.util.Optional.of("{\"at\":5}"));
    engine.finish(second, new Completed("2"));
    var sql = data.database().engine();
    assertThat(get(ListAttempts.run(sql, tenant, id))).hasSize(2);
    assertThat(get(ListLogs.run(sql, tenant, id, List.of("info"), 0, 10))).hasSize(1);
    assertThat(get(ListHistory.run(sql, tenant, id)))
        .extracting(entry -> entry.change())
        .contains("submitted", "retrying", "run", "completed");
  }

  @Test
  void aRunningJobsTokenStaysValid() {
    submitted();
    ClaimedJob running = engine.claimOne();

    assertThat(end(KEPT, MANY)).isTrue();

    assertThat(engine.finish(running, new Failed(BROKEN))).hasSize(1);
    assertThat(engine.state(running.lease().job())).isEqualTo(JobState.FAILED);
  }

  @Test
  void aPeriodWithTooManyLivingJobsStays() {
    List<JobId> jobs = List.of(submitted(), submitted(), submitted());

    assertThat(end(KEPT, 2)).isFalse();

    assertThat(partitions("job_")).contains("job_" + period);
    assertThat(data.count("select count(*) from period where name = $1", period)).isOne();
    assertThat(jobs).allSatisfy(id -> assertThat(engine.state(id)).isEqualTo(JobState.PENDING));
    assertThat(end(KEPT, 3)).isTrue();
  }

  @Test
  void aKeyOfAForgottenJobIsFreeAndThatOfALivingOneIsNot() {
    JobId gone = finishedLongAgo(submitted());
    JobId living = submitted();
    for (JobId id : List.of(gone, living)) {
      data.query(
          "insert into unique_key values ($1, $2, $3)", tenant.value(), "key of " + id, id.value());
    }

    end(KEPT, MANY);

    assertThat(data.count("select count(*) from unique_key where job_id = $1", gone.value()))
        .isZero();
    assertThat(data.count("select count(*) from unique_key where job_id = $1", living.value()))
        .isOne();
  }

  @Test
  void deadlinesOfForgottenJobsDoNotBlockThoseOfOthers() {
    JobId gone = finishedLongAgo(submitted());
    data.query(
        "insert into deadline values (now() - interval '1 minute', $1, $2)",
        gone.value(),
        tenant.value());
    end(KEPT, MANY);

    get(ExpireJobs.run(data.database().engine(), 10));

    assertThat(data.count("select count(*) from deadline")).isZero();
  }

  @Test
  void carriedJobsAreForgottenOnceTheyAreOldButNotTheLiving() {
    JobId pending = submitted();
    JobId lately = submitted();
    engine.finish(engine.claim(2).getLast(), new Failed(BROKEN));
    end(KEPT, MANY);
    data.query("update outcome set finished_at = now() - interval '20 days'");
    data.query("insert into unique_key values ($1, 'k', $2)", tenant.value(), lately.value());

    assertThat(forget()).isOne();

    assertThat(data.count("select count(*) from job where id = $1", lately.value())).isZero();
    assertThat(data.count("select count(*) from attempt where job_id = $1", lately.value()))
        .isZero();
    assertThat(data.count("select count(*) from unique_key")).isZero();
    assertThat(engine.state(pending)).isEqualTo(JobState.RUNNING);
    assertThat(forget()).isZero();
  }

  @Test
  void aJobThatIsReopenedWhileItsPeriodEndsIsForgottenOrLivesButNeverHalf() throws Exception {
    for (int round = 0; round < 10; round++) {
      List<JobId> old = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        old.add(failedLongAgo(submitted()));
      }
      Future<List<JobId>> reopened =
          inParallel(
              () -> get(ReopenJobs.run(data.database().engine(), tenant, old, "user:test", null)));
      boolean ended = endOrGiveUp();

      List<JobId> alive = reopened.get(20, TimeUnit.SECONDS);
      assertThat(alive).allSatisfy(id -> assertThat(engine.state(id)).isEqualTo(JobState.PENDING));
      if (ended) {
        assertThat(
                data.count("select count(*) from outcome where id = any ($1)", (Object) ids(old)))
            .isZero();
        assertThat(data.count("select count(*) from job where id = any ($1)", (Object) ids(old)))
            .isEqualTo(alive.size());
        begin(LONG_AGO.plus(Duration.ofDays(round + 1)), LONG_AGO.plus(Duration.ofDays(round + 2)));
        period = get(ListEndedPeriods.run(data.database().engine(), KEPT)).getFirst();
        startsAt = LONG_AGO.plus(Duration.ofDays(round + 1));
      }
    }
  }

  @Test
  void aCarriedJobThatIsReopenedWhileItIsForgottenIsGoneOrLivesButNeverHalf() throws Exception {
    for (int round = 0; round < 20; round++) {
      List<JobId> old = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        old.add(failedLongAgo(submitted()));
      }
      if (round == 0) {
        end(Duration.ofDays(365), MANY); // all are carried: from here on there is no period
        old.clear();
        continue;
      }
      Future<List<JobId>> reopened =
          inParallel(
              () -> get(ReopenJobs.run(data.database().engine(), tenant, old, "user:test", null)));
      int forgotten = forget();

      List<JobId> alive = reopened.get(20, TimeUnit.SECONDS);
      assertThat(alive).allSatisfy(id -> assertThat(engine.state(id)).isEqualTo(JobState.PENDING));
      assertThat(forgotten).isLessThanOrEqualTo(50 + 50);
      assertThat(data.count("select count(*) from job where id = any ($1)", (Object) ids(old)))
          .isEqualTo(alive.size());
      engine.claim(100).forEach(job -> engine.finish(job, new Completed(null)));
    }
  }

  @Test
  void aLockThatIsHeldMakesAnEndGiveUpAndTheNextTryFindsEverything() throws Exception {
    JobId id = submitted();
    var locked = new CompletableFuture<Void>();
    var release = new CompletableFuture<Void>();
    Future<?> holder =
        inParallel(
            () ->
                get(
                    data.database()
                        .upkeep(
                            sql ->
                                sql.run(
                                        "select id from job where tenant_id = $1",
                                        io.vertx.sqlclient.Tuple.of(tenant.value()))
                                    .invoke(() -> locked.complete(null))
                                    .chain(
                                        () ->
                                            io.smallrye.mutiny.Uni.createFrom()
                                                .completionStage(release)))));
    locked.get(10, TimeUnit.SECONDS);

    assertThatThrownBy(() -> end(KEPT, MANY))
        .isInstanceOfSatisfying(
            StatementRefused.class,
            refused -> assertThat(refused.sqlState()).isEqualTo(StatementRefused.LOCK_TIMEOUT));
    release.complete(null);
    holder.get(10, TimeUnit.SECONDS);

    assertThat(engine.state(id)).isEqualTo(JobState.PENDING);
    assertThat(end(KEPT, MANY)).isTrue();
    assertThat(engine.state(id)).isEqualTo(JobState.PENDING);
  }

  @Test
  void submissionsAndCompletionsGoOnWhilePeriodsBeginAndEnd() throws Exception {
    var over = new AtomicBoolean();
    List<JobId> submitted = Collections.synchronizedList(new ArrayList<>());
    List<JobId> finished = Collections.synchronizedList(new ArrayList<>());
    Future<?> submitter =
        inParallel(
            () -> {
              while (!over.get()) {
                submitted.add(engine.submit(tenant));
              }
              return null;
            });
    Future<?> worker =
        inParallel(
            () -> {
              while (!over.get()) {
                for (ClaimedJob job : engine.claim(50)) {
                  finished.addAll(engine.finish(job, new Completed(null)));
                }
              }
              return null;
            });
    int ended = 0;
    for (int day = 1; day <= 8; day++) {
      Instant begins = LONG_AGO.plus(Duration.ofDays(day));
      startsAt = begins;
      begin(begins, begins.plus(Duration.ofDays(1)));
      JobId straggler = submitted();
      period = get(ListEndedPeriods.run(data.database().engine(), KEPT)).getLast();
      ended += endOrGiveUp() ? 1 : 0;
      assertThat(engine.find(straggler).id()).isEqualTo(straggler);
    }
    over.set(true);
    submitter.get(20, TimeUnit.SECONDS);
    worker.get(20, TimeUnit.SECONDS);

    assertThat(ended).isEqualTo(8);
    assertThat(finished).doesNotHaveDuplicates();
    engine.claim(100_000).forEach(job -> finished.addAll(engine.finish(job, new Completed(null))));
    assertThat(finished).containsAll(submitted);
  }

  @Test
  void aPeriodWhoseJobsAreInTheDefaultPartitionsAlreadyIsNotBegun() {
    Instant begins = LONG_AGO.plus(Duration.ofDays(3));
    startsAt = begins;
    JobId early = submitted();

    assertThat(begin(begins, begins.plus(Duration.ofDays(1)))).isFalse();
    assertThat(begin(LONG_AGO.plus(Duration.ofDays(4)), LONG_AGO.plus(Duration.ofDays(5))))
        .isTrue();

    assertThat(engine.state(early)).isEqualTo(JobState.PENDING);
    assertThat(data.count("select count(*) from period where begins_at = $1", utc(begins)))
        .isZero();
  }

  @Test
  void whoeverComesSecondBeginsNothing() {
    Instant begins = LONG_AGO.plus(Duration.ofDays(7));
    assertThat(begin(begins, begins.plus(Duration.ofDays(1)))).isTrue();
    assertThat(begin(begins, begins.plus(Duration.ofDays(1)))).isFalse();
  }

  private Instant startsAt = LONG_AGO;
  private int made;

  private JobId submitted() {
    return submitted(Start.NOW);
  }

  /** A job whose id says that it was submitted in the period. */
  private JobId submitted(Start start) {
    JobId fresh = Engine.id();
    long millis = startsAt.toEpochMilli() + 1000 + made++;
    var id =
        new JobId(
            new UUID(
                millis << 16 | fresh.value().getMostSignificantBits() & 0xffff,
                fresh.value().getLeastSignificantBits()));
    NewJob job = Engine.job(tenant, 0, start, 3);
    return engine.submit(
        new NewJob(
            id,
            tenant,
            job.createdBy(),
            job.type(),
            job.queue(),
            job.priority(),
            start,
            3,
            job.backoff(),
            job.data(),
            job.name(),
            null,
            null,
            job.tags(),
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private JobId finishedLongAgo(JobId id) {
    engine.finish(engine.claimOne(), new Completed("0"));
    return aged(id);
  }

  private JobId failedLongAgo(JobId id) {
    engine.finish(engine.claimOne(), new Failed(BROKEN));
    return aged(id);
  }

  private JobId aged(JobId id) {
    data.query(
        "update outcome set finished_at = now() - interval '20 days' where id = $1", id.value());
    return id;
  }

  private boolean begin(Instant begins, Instant ends) {
    for (int i = 0; ; i++) {
      try {
        return get(data.database().keepingHouse(sql -> BeginPeriod.run(sql, begins, ends)));
      } catch (StatementRefused refused) {
        if (!refused.sqlState().equals(StatementRefused.LOCK_TIMEOUT) || i == 20) {
          throw refused;
        }
      }
    }
  }

  private boolean end(Duration kept, int mostCarried) {
    return get(data.database().keepingHouse(sql -> EndPeriod.run(sql, period, kept, mostCarried)));
  }

  /** As retention does it: a lock that is not to be had is asked for again. */
  private boolean endOrGiveUp() {
    for (int i = 0; i < 20; i++) {
      try {
        return end(KEPT, MANY);
      } catch (StatementRefused refused) {
        assertThat(refused.sqlState()).isIn(StatementRefused.LOCK_TIMEOUT, "40P01");
      }
    }
    return false;
  }

  private int forget() {
    return forget(ForgetJobs.CARRIED, MANY);
  }

  private int forget(String where, int limit) {
    return get(data.database().keepingHouse(sql -> ForgetJobs.run(sql, where, KEPT, limit)));
  }

  private List<String> partitions(String prefix) {
    List<String> names = new ArrayList<>();
    data.query("select relname::text from pg_class where relname like $1 || '%'", prefix)
        .forEach(row -> names.add(row.getString(0)));
    return names;
  }

  private static java.time.OffsetDateTime utc(Instant moment) {
    return moment.atOffset(java.time.ZoneOffset.UTC);
  }

  private static UUID[] ids(List<JobId> jobs) {
    return jobs.stream().map(JobId::value).toArray(UUID[]::new);
  }

  private static <T> Future<T> inParallel(java.util.concurrent.Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work);
    } finally {
      thread.shutdown();
    }
  }
}
