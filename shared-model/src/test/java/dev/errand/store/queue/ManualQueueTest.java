package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static dev.errand.store.queue.Floor.concurrency;
import static dev.errand.store.queue.Floor.draft;
import static dev.errand.store.queue.Floor.ids;
import static dev.errand.store.queue.Floor.manual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.JobId;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.ListHistory;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.lease.Engine;
import dev.errand.store.lease.ForgetGoAheads;
import dev.errand.store.queue.RunNext.Result;
import dev.errand.store.queue.RunNext.Result.AllAllowed;
import dev.errand.store.queue.RunNext.Result.Allowed;
import dev.errand.store.queue.RunNext.Result.BehindKeys;
import dev.errand.store.queue.RunNext.Result.Empty;
import dev.errand.store.queue.RunNext.Result.NotManual;
import dev.errand.store.queue.RunNext.Result.Paused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Nothing of a manual queue runs until somebody says so. */
class ManualQueueTest {
  private Floor floor;
  private Floor.Worker worker;
  private TenantId tenant;
  private Floor.Draft draft;

  @BeforeEach
  void open(TestInfo test) {
    floor = Floor.open(test);
    worker = floor.worker(1);
    tenant = tenant();
    draft = draft(tenant, "mine");
    floor.put(tenant, "mine", manual());
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(floor.engine.misplaced()).isZero();
    floor.close();
  }

  @Test
  void nothingRunsByItself() {
    floor.submit(draft, 3);

    assertThat(worker.claimAll(100)).isEmpty();
  }

  @Test
  void theNextOneRunsAndNoOther() {
    List<JobId> jobs = floor.submit(draft, 3);

    assertThat(next()).isEqualTo(new Allowed(jobs.get(0)));
    assertThat(ids(worker.claimAll(100))).containsExactly(jobs.get(0));
    assertThat(next()).isEqualTo(new Allowed(jobs.get(1)));
    assertThat(next()).isEqualTo(new Allowed(jobs.get(2)));
    assertThat(ids(worker.claimAll(100))).containsExactly(jobs.get(1), jobs.get(2));
    assertThat(next()).isEqualTo(new Empty());
  }

  @Test
  void theBestOfAllTypesIsNext() {
    floor.submit(draft);
    JobId urgent = floor.submit(draft.type("other").priority(10));

    assertThat(floor.find(tenant, "mine").next()).isEqualTo(urgent.value());
    assertThat(next()).isEqualTo(new Allowed(urgent));
  }

  @Test
  void whoMayRunKeepsItsWordThroughRetriesAndReleases() {
    JobId job = floor.submit(draft);
    next();
    floor.finish(claimOne(), new Released());
    floor.finish(claimOne(), new Retried(Floor.BROKEN, Duration.ZERO));
    floor.promote();
    List<ClaimedJob> lost = worker.claim(1, Duration.ofMillis(-1)).jobs();
    floor.rescue(lost);
    floor.promote();

    assertThat(claimOne().lease().job()).isEqualTo(job);
    assertThat(next()).isEqualTo(new Empty());
  }

  @Test
  void aJobRetriedByHandWaitsToBeLetRunAgain() {
    JobId job = floor.submit(draft);
    next();
    floor.finish(claimOne(), new Failed(Floor.BROKEN));
    get(ReopenJobs.run(floor.data.database().engine(), tenant, List.of(job), "user:ann", null));

    assertThat(worker.claimAll(100)).isEmpty();
    assertThat(next()).isEqualTo(new Allowed(job));
    assertThat(claimOne().lease().job()).isEqualTo(job);
  }

  @Test
  void wordsThatWereKeptAreForgotten() {
    floor.submit(draft, 3);
    for (int i = 0; i < 3; i++) {
      next();
      floor.complete(worker.claimAll(100));
    }
    assertThat(next()).isEqualTo(new Empty());

    assertThat(floor.data.count("select count(*) from go_ahead")).isZero();
  }

  @Test
  void aQueueThatIsManualNoMoreRunsAllOfThem() {
    List<JobId> jobs = floor.submit(draft, 3);
    floor.put(tenant, "mine", Floor.NONE);

    assertThat(ids(worker.claimAll(100))).containsExactlyElementsOf(jobs);
  }

  @Test
  void aQueueThatBecomesManualRecallsNothingThatRuns() {
    List<JobId> jobs = floor.submit(draft, 2);
    next();
    floor.put(tenant, "mine", Floor.NONE);
    floor.put(tenant, "mine", manual());

    assertThat(worker.claimAll(100)).isEmpty();
    assertThat(next()).isEqualTo(new Allowed(jobs.getFirst()));
  }

  @Test
  void limitsHoldForWhoMayRun() {
    floor.put(tenant, "mine", new QueueLimits(1, null, null, true));
    floor.submit(draft, 3);
    next();
    next();

    List<ClaimedJob> running = worker.claimAll(100);
    assertThat(running).hasSize(1);
    floor.complete(running);
    assertThat(worker.claimAll(100)).hasSize(1);
  }

  @Test
  void keyedJobsAreLetRunInTheOrderOfTheirLine() {
    List<JobId> jobs = floor.submit(draft.key("k"), 3);

    assertThat(next()).isEqualTo(new Allowed(jobs.get(0)));
    assertThat(next()).isEqualTo(new BehindKeys());
    assertThat(look()).contains(new BehindKeys());
    floor.complete(worker.claimAll(100));
    assertThat(look()).as("the line has moved").isEmpty();
    assertThat(next()).isEqualTo(new Allowed(jobs.get(1)));
    floor.complete(worker.claimAll(100));
    assertThat(next()).isEqualTo(new Allowed(jobs.get(2)));
  }

  @Test
  void whetherTheLockIsWorthTakingIsSeenWithoutIt() {
    assertThat(look()).contains(new Empty());
    floor.submit(draft);
    assertThat(look()).isEmpty();
    floor.pause(tenant, "mine");
    assertThat(look()).contains(new Paused());
    floor.resume(tenant, "mine");
    next();
    assertThat(look()).contains(new AllAllowed());
    assertThat(next()).isEqualTo(new AllAllowed());
    worker.claimAll(100);
    assertThat(look()).contains(new Empty());
    floor.put(tenant, "mine", Floor.NONE);
    assertThat(look()).contains(new NotManual());
  }

  @Test
  void wordsForJobsThatAreOverOrForgottenAreDroppedByUpkeep() {
    List<JobId> jobs = floor.submit(draft, 3);
    jobs.forEach(job -> next());
    floor.complete(worker.claim(1));
    floor.data.query(
        "insert into go_ahead (job_id, tenant_id, queue) values ($1, $2, 'mine')",
        Engine.id().value(),
        tenant.value());

    assertThat(get(ForgetGoAheads.run(floor.data.database().engine(), 100))).isEqualTo(2);

    assertThat(worker.claimAll(100)).as("those that live keep theirs").hasSize(2);
  }

  @Test
  void otherQueuesAreNotManual() {
    floor.submit(draft(tenant, "other"));
    floor.put(tenant, "limited", concurrency(1));

    assertThat(floor.runNext(tenant, "other")).isEqualTo(new NotManual());
    assertThat(floor.runNext(tenant, "limited")).isEqualTo(new NotManual());
    assertThat(floor.runNext(tenant(), "mine")).isEqualTo(new NotManual());
  }

  @Test
  void nothingIsLetRunWhileTheQueueIsPaused() {
    JobId job = floor.submit(draft);
    floor.pause(tenant, "mine");

    assertThat(next()).isEqualTo(new Paused());
    floor.resume(tenant, "mine");
    assertThat(next()).isEqualTo(new Allowed(job));
  }

  @Test
  void historyNamesWhoLetItRun() {
    JobId job = floor.submit(draft);
    next();

    HistoryEntry entry =
        get(ListHistory.run(floor.data.database().engine(), tenant, job)).getFirst();
    assertThat(entry.change()).isEqualTo("run");
    assertThat(entry.actor()).isEqualTo("user:ann");
  }

  private Result next() {
    return floor.runNext(tenant, "mine");
  }

  private Optional<Result> look() {
    return get(
        floor
            .data
            .database()
            .asTenant(tenant, sql -> LookForNext.run(sql, tenant, new QueueName("mine"))));
  }

  private ClaimedJob claimOne() {
    List<ClaimedJob> claimed = worker.claimAll(100);
    assertThat(claimed).hasSize(1);
    return claimed.getFirst();
  }
}
