package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.tenant;
import static dev.errand.store.queue.Floor.concurrency;
import static dev.errand.store.queue.Floor.draft;
import static dev.errand.store.queue.Floor.ids;
import static dev.errand.store.queue.Floor.rate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.RateLimit;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.job.InsertJobs.Direct;
import dev.errand.store.lease.ClaimJobs.Claim;
import dev.errand.store.lease.Engine;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a queue's limits let run. */
class QueueLimitsTest {
  private static final Duration EXPIRED = Duration.ofMillis(-1);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  // Who writes a lease and has not committed, and who waits for them.
  private static final String LEASES =
      """
      select count(*)
      from pg_locks
      where relation = 'lease'::regclass and mode = 'RowExclusiveLock' and granted
      """;
  private static final String LOCKS_WAITED_FOR =
      "select count(*) from pg_locks where relation = 'lease'::regclass and not granted";

  private Floor floor;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    floor = Floor.open(test);
    tenant = tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(floor.engine.misplaced()).isZero();
    floor.close();
  }

  @Test
  void noMoreRunThanTheQueueLets() {
    floor.put(tenant, "few", concurrency(3));
    floor.submit(draft(tenant, "few"), 10);
    floor.submit(draft(tenant, "many"), 10);
    var worker = floor.worker(1);

    assertThat(worker.claimAll(100)).filteredOn(this::isOfFew).hasSize(3);
    assertThat(floor.worker(2).claimAll(100)).isEmpty();
  }

  @Test
  void whatEndsMakesRoomForAsMany() {
    floor.put(tenant, "few", concurrency(3));
    floor.submit(draft(tenant, "few"), 10);
    var worker = floor.worker(1);
    List<ClaimedJob> running = worker.claim(100);

    floor.complete(running.subList(0, 2));

    assertThat(worker.claimAll(100)).hasSize(2);
  }

  @Test
  void attemptsBegunBeforeTheLimitWasSetCount() {
    floor.submit(draft(tenant, "few"), 10);
    List<ClaimedJob> early = floor.worker(1).claim(4);

    floor.put(tenant, "few", concurrency(5));

    assertThat(floor.worker(1).claimAll(100)).hasSize(1);
    floor.complete(early);
    assertThat(floor.worker(1).claimAll(100)).hasSize(4);
  }

  @Test
  void attemptsThatBeginWhileTheLimitIsSetCount() {
    NewJob job = draft(tenant, "few").job();
    var direct = new Direct(1, Engine.LEASE, Set.of(job.id()));
    var committed = new CompletableFuture<Void>();
    var submitting =
        floor
            .data
            .database()
            .submitting(
                sql ->
                    InsertJobs.run(sql, List.of(job), direct)
                        .call(() -> Uni.createFrom().completionStage(committed)))
            .subscribeAsCompletionStage();
    await(LEASES, 1);

    var putting = floor.putting(tenant, "few", concurrency(1), null).subscribeAsCompletionStage();
    await(LOCKS_WAITED_FOR, 1);
    committed.complete(null);

    assertThat(putting).succeedsWithin(PATIENCE);
    assertThat(submitting).succeedsWithin(PATIENCE);
    assertThat(floor.engine.state(job.id())).isEqualTo(JobState.RUNNING);
    floor.submit(draft(tenant, "few"));
    assertThat(floor.worker(1).claimAll(100)).isEmpty();
  }

  private void await(String count, long expected) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (floor.data.count(count) != expected) {
      assertThat(System.nanoTime()).as(count).isLessThan(end);
    }
  }

  @Test
  void aLimitThatWentAndCameBackCountsWhatBeganMeanwhile() {
    floor.put(tenant, "few", concurrency(2));
    floor.submit(draft(tenant, "few"), 10);
    var worker = floor.worker(1);
    worker.claim(1);
    floor.put(tenant, "few", Floor.NONE);
    worker.claim(3);

    floor.put(tenant, "few", concurrency(5));

    assertThat(worker.claimAll(100)).hasSize(1);
  }

  @Test
  void aLoweredLimitLetsNothingStartUntilEnoughHasEnded() {
    floor.put(tenant, "few", concurrency(4));
    floor.submit(draft(tenant, "few"), 10);
    var worker = floor.worker(1);
    List<ClaimedJob> running = worker.claim(100);
    floor.put(tenant, "few", concurrency(2));

    floor.complete(running.subList(0, 2));
    assertThat(worker.claimAll(100)).isEmpty();
    floor.complete(running.subList(2, 3));
    assertThat(worker.claimAll(100)).hasSize(1);
  }

  @Test
  void aLostLeaseHoldsItsPlaceUntilItsRescue() {
    floor.put(tenant, "few", concurrency(1));
    floor.submit(draft(tenant, "few"), 2);
    var worker = floor.worker(1);
    List<ClaimedJob> lost = worker.claim(1, EXPIRED).jobs();

    assertThat(worker.claimAll(100)).isEmpty();
    assertThat(floor.rescue(lost)).isOne();
    assertThat(worker.claimAll(100)).hasSize(1);
  }

  @Test
  void aPersonalQueueRunsInOrderThroughRetriesAndReleases() {
    floor.put(tenant, "mine", concurrency(1));
    List<JobId> jobs = floor.submit(draft(tenant, "mine"), 4);
    var worker = floor.worker(1);
    List<JobId> begun = new ArrayList<>();

    ClaimedJob first = worker.claim(10).getFirst();
    begun.add(first.lease().job());
    floor.finish(first, new Released());
    ClaimedJob again = worker.claim(10).getFirst();
    assertThat(again.lease().job()).isEqualTo(jobs.getFirst());
    floor.complete(List.of(again));
    ClaimedJob failing = worker.claim(10).getFirst();
    begun.add(failing.lease().job());
    floor.finish(failing, new Retried(Floor.BROKEN, Duration.ZERO));
    floor.promote();
    for (List<ClaimedJob> next = worker.claim(10); !next.isEmpty(); next = worker.claim(10)) {
      assertThat(next).hasSize(1);
      begun.addAll(ids(next));
      floor.complete(next);
    }

    // A retry goes behind what was ready before it.
    assertThat(begun)
        .containsExactly(jobs.get(0), jobs.get(1), jobs.get(2), jobs.get(3), jobs.get(1));
  }

  @Test
  void aPausedQueueStartsNothingAndLosesNothing() {
    floor.submit(draft(tenant, "lunch"), 3);
    floor.pause(tenant, "lunch");
    var worker = floor.worker(1);

    assertThat(worker.claimAll(100)).isEmpty();
    assertThat(floor.find(tenant, "lunch").paused())
        .satisfies(
            pause -> {
              assertThat(pause.by()).isEqualTo("user:ann");
              assertThat(pause.reason()).isEqualTo("lunch");
            });
    floor.resume(tenant, "lunch");
    assertThat(floor.find(tenant, "lunch").paused()).isNull();
    assertThat(worker.claimAll(100)).hasSize(3);
  }

  @Test
  void aPauseChangesNoLimit() {
    floor.put(tenant, "few", concurrency(3));
    floor.pause(tenant, "few");
    floor.put(tenant, "few", concurrency(4));

    assertThat(floor.find(tenant, "few").concurrency()).isEqualTo(4);
    assertThat(floor.find(tenant, "few").paused()).isNotNull();
  }

  @Test
  void limitsOfOneTenantAreNotThoseOfAnother() {
    floor.put(tenant, "few", concurrency(1));
    TenantId other = tenant();
    floor.submit(draft(tenant, "few"), 3);
    floor.submit(draft(other, "few"), 3);

    assertThat(floor.worker(1).claimAll(100))
        .filteredOn(job -> job.lease().tenant().equals(other))
        .hasSize(3);
  }

  @Test
  void noMoreStartWithinTheTimeThanTheRateLets() {
    Duration per = Duration.ofSeconds(1);
    floor.put(tenant, "slow", rate(5, per));
    floor.submit(draft(tenant, "slow"), 17);
    var worker = floor.worker(1);
    int begun = 0;

    while (begun < 17) {
      Claim claim = worker.claim(3, Engine.LEASE);
      begun += claim.jobs().size();
      if (claim.jobs().isEmpty()) {
        assertThat(claim.again()).isPresent();
        assertThat(claim.again().orElseThrow()).isBetween(Duration.ZERO, per.plusMillis(2));
      }
    }

    List<Instant> starts = starts();
    assertThat(starts).hasSize(17);
    for (int i = 5; i < starts.size(); i++) {
      assertThat(Duration.between(starts.get(i - 5), starts.get(i))).isGreaterThanOrEqualTo(per);
    }
    // Nor does it wait for longer than it must.
    assertThat(Duration.between(starts.getFirst(), starts.getLast()))
        .isLessThan(Duration.ofMillis(4500));
  }

  @Test
  void aRateIsWrittenDownInFewRows() {
    floor.put(tenant, "slow", rate(1000, Duration.ofDays(1)));
    floor.submit(draft(tenant, "slow"), 60);
    var worker = floor.worker(1);
    for (int i = 0; i < 60; i++) {
      assertThat(worker.claim(1)).hasSize(1);
    }

    assertThat(floor.data.count("select sum(jobs)::bigint from queue_start")).isEqualTo(60);
    assertThat(floor.data.count("select count(*) from queue_start")).isLessThanOrEqualTo(2);
  }

  @Test
  void aQueueThatHasNothingToStartWritesNothingDown() {
    floor.put(
        tenant, "slow", new QueueLimits(null, new RateLimit(5, Duration.ofSeconds(1)), null, true));
    floor.submit(draft(tenant, "slow"));

    floor.worker(1).claimAll(10);

    assertThat(floor.data.count("select count(*) from queue_start")).isZero();
  }

  @Test
  void limitsAreSetForTheVersionThatWasSeen() {
    assertThat(floor.put(tenant, "q", concurrency(1), 3)).isFalse();
    assertThat(floor.put(tenant, "q", concurrency(1), 0)).isTrue();
    assertThat(floor.find(tenant, "q").version()).isEqualTo(1);
    assertThat(floor.put(tenant, "q", concurrency(2), 0)).isFalse();
    assertThat(floor.put(tenant, "q", concurrency(2), 1)).isTrue();
    assertThat(floor.put(tenant, "q", concurrency(3), 1)).isFalse();
    assertThat(floor.put(tenant, "q", concurrency(4), null)).isTrue();
    assertThat(floor.find(tenant, "q").version()).isEqualTo(3);
    assertThat(floor.find(tenant, "q").concurrency()).isEqualTo(4);
  }

  private boolean isOfFew(ClaimedJob job) {
    return job.queue().value().equals("few");
  }

  private List<Instant> starts() {
    List<Instant> starts = new ArrayList<>();
    for (Row row : floor.data.query("select started_at from lease order by started_at")) {
      starts.add(row.getOffsetDateTime(0).toInstant());
    }
    return starts;
  }
}
