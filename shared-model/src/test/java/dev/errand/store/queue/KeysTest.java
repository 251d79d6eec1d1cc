package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static dev.errand.store.queue.Floor.draft;
import static dev.errand.store.queue.Floor.ids;
import static dev.errand.store.queue.Floor.perKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Cancelled;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.attempt.AttemptOutcome.Snoozed;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.ExpireJobs;
import dev.errand.store.job.HideJobs;
import dev.errand.store.job.ReopenJobs;
import dev.errand.store.job.RunJobsNow;
import dev.errand.store.lease.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Jobs with a key stand in line, and whatever becomes of its head, the line moves. */
class KeysTest {
  private static final Duration EXPIRED = Duration.ofMillis(-1);

  private Floor floor;
  private Floor.Worker worker;
  private TenantId tenant;
  private Floor.Draft keyed;

  @BeforeEach
  void open(TestInfo test) {
    floor = Floor.open(test);
    worker = floor.worker(1);
    tenant = tenant();
    keyed = draft(tenant, "q").key("customer:7");
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(floor.engine.misplaced()).isZero();
    floor.close();
  }

  @Test
  void jobsOfOneKeyRunOneAtATimeInOrder() {
    List<JobId> jobs = floor.submit(keyed, 5);

    assertThat(runAll()).containsExactlyElementsOf(jobs);
  }

  @Test
  void otherKeysAndJobsWithoutOneRunMeanwhile() {
    JobId head = floor.submit(keyed);
    floor.submit(keyed, 3);
    JobId other = floor.submit(keyed.key("customer:8"));
    JobId plain = floor.submit(draft(tenant, "q"));
    JobId elsewhere = floor.submit(draft(tenant, "r").key("customer:7"));
    JobId foreign = floor.submit(draft(tenant(), "q").key("customer:7"));

    assertThat(ids(worker.claimAll(100)))
        .containsExactlyInAnyOrder(head, other, plain, elsewhere, foreign);
  }

  @Test
  void theMoreUrgentOfALineGoesFirst() {
    floor.submit(keyed, 2);
    JobId urgent = floor.submit(keyed.priority(10));

    assertThat(runAll().getFirst()).isEqualTo(urgent);
  }

  @Test
  void aMoreUrgentJobTakesThePlaceOfAHeadThatHasNotBegun() {
    JobId head = floor.submit(keyed);
    admit();
    JobId urgent = floor.submit(keyed.priority(10));

    assertThat(runAll()).containsExactly(urgent, head);
  }

  @Test
  void aRunningHeadIsNotReplaced() {
    floor.submit(keyed);
    worker.claim(1);
    floor.submit(keyed.priority(10));

    assertThat(worker.claimAll(100)).isEmpty();
  }

  @Test
  void theLineMovesHoweverAnAttemptEnds() {
    List<AttemptOutcome> outcomes =
        List.of(
            new Completed(null),
            new Failed(Floor.BROKEN),
            new Cancelled(),
            new Retried(Floor.BROKEN, Duration.ofHours(1)),
            new Snoozed(Duration.ofHours(1)));
    List<JobId> jobs = floor.submit(keyed, outcomes.size() + 1);
    for (int i = 0; i < outcomes.size(); i++) {
      List<ClaimedJob> claimed = worker.claimAll(100);
      assertThat(ids(claimed)).containsExactly(jobs.get(i));

      floor.finish(claimed.getFirst(), outcomes.get(i));
    }
    assertThat(ids(worker.claimAll(100))).containsExactly(jobs.getLast());
  }

  @Test
  void aReleasedHeadGoesFirstAgain() {
    List<JobId> jobs = floor.submit(keyed, 2);
    floor.finish(worker.claim(1).getFirst(), new Released());

    assertThat(runAll()).containsExactlyElementsOf(jobs);
  }

  @Test
  void aLostHeadIsFollowedAndComesBackAtTheEnd() {
    List<JobId> jobs = floor.submit(keyed, 2);
    List<ClaimedJob> lost = worker.claim(1, EXPIRED).jobs();
    assertThat(worker.claimAll(100)).isEmpty();

    floor.rescue(lost);
    floor.promote();

    assertThat(runAll()).containsExactly(jobs.get(1), jobs.get(0));
  }

  @Test
  void theLineMovesWhenItsHeadIsCancelledBeforeItBegins() {
    List<JobId> jobs = floor.submit(keyed, 3);
    admit();

    assertThat(floor.cancel(tenant, jobs.get(0))).isEqualTo(CancelJobs.Result.CANCELLED);
    assertThat(floor.cancel(tenant, jobs.get(1))).isEqualTo(CancelJobs.Result.CANCELLED);

    assertThat(runAll()).containsExactly(jobs.get(2));
  }

  @Test
  void theLineMovesWhenItsHeadIsDeleted() {
    List<JobId> jobs = floor.submit(keyed, 2);
    admit();

    get(
        floor
            .data
            .database()
            .asTenant(
                tenant, sql -> HideJobs.run(sql, tenant, List.of(jobs.getFirst()), "user:ann")));

    assertThat(runAll()).containsExactly(jobs.get(1));
  }

  @Test
  void theLineMovesWhenItsHeadExpires() {
    List<JobId> jobs = floor.submit(keyed, 3);
    worker.claim(1);
    late(jobs.get(0));
    expire();
    List<ClaimedJob> second = worker.claimAll(100);
    assertThat(ids(second)).containsExactly(jobs.get(1));
    floor.complete(second);
    admit();

    late(jobs.get(2));
    expire();

    assertThat(floor.engine.state(jobs.get(2))).isEqualTo(JobState.FAILED);
    JobId next = floor.submit(keyed);
    assertThat(runAll()).containsExactly(next);
  }

  @Test
  void aPurgedLineBeginsAnew() {
    floor.submit(keyed, 3);
    admit();
    get(
        floor
            .data
            .database()
            .asTenant(
                tenant,
                sql ->
                    PurgeQueue.run(sql, tenant, new QueueName("q"), Engine.id(), 100, "user:ann")));
    JobId next = floor.submit(keyed);

    assertThat(runAll()).containsExactly(next);
  }

  @Test
  void jobsThatBecomeReadyLaterJoinTheLine() {
    JobId held = floor.submit(keyed.start(new Start.Held()));
    JobId due = floor.submit(keyed.start(new Start.After(Duration.ofHours(1))));
    JobId failed = floor.submit(keyed);
    ClaimedJob first = worker.claim(1).getFirst();
    assertThat(first.lease().job()).isEqualTo(failed);
    var sql = floor.data.database().engine();
    get(RunJobsNow.run(sql, tenant, List.of(held), "user:ann"));
    floor.data.query("update waiting set due_at = now() where state = 'scheduled'");
    floor.promote();
    assertThat(worker.claimAll(100)).isEmpty();
    floor.finish(first, new Failed(Floor.BROKEN));
    get(ReopenJobs.run(sql, tenant, List.of(failed), "user:ann", null));

    assertThat(runAll()).containsExactlyInAnyOrder(held, due, failed);
  }

  @Test
  void asManyOfOneKeyRunAsTheQueueLets() {
    floor.put(tenant, "q", perKey(2));
    List<JobId> jobs = floor.submit(keyed, 5);

    List<ClaimedJob> running = worker.claimAll(100);
    assertThat(ids(running)).containsExactly(jobs.get(0), jobs.get(1));
    floor.complete(running.subList(1, 2));
    assertThat(ids(worker.claimAll(100))).containsExactly(jobs.get(2));
  }

  @Test
  void aRaisedLimitLetsMoreOfTheLineIn() {
    List<JobId> jobs = floor.submit(keyed, 5);
    assertThat(worker.claimAll(100)).hasSize(1);

    floor.put(tenant, "q", perKey(3));

    assertThat(ids(worker.claimAll(100))).containsExactly(jobs.get(1), jobs.get(2));
  }

  @Test
  void aLoweredLimitSendsBackWhoWasLetInButHasNotBegun() {
    floor.put(tenant, "q", perKey(3));
    List<JobId> jobs = floor.submit(keyed, 5);
    admit();

    floor.put(tenant, "q", perKey(1));

    List<ClaimedJob> running = worker.claimAll(100);
    assertThat(ids(running)).containsExactly(jobs.getFirst());
    floor.complete(running);
    assertThat(runAll()).containsExactlyElementsOf(jobs.subList(1, 5));
  }

  @Test
  void aFloodOfKeysIsLetInSomeAtATime() {
    List<Floor.Draft> drafts = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      drafts.add(keyed.key("k" + i));
    }
    floor.submit(drafts);

    var first = worker.claim(10_000, Engine.LEASE);

    assertThat(first.jobs()).hasSizeBetween(1, 4999);
    assertThat(first.whole()).isFalse();
    assertThat(first.jobs().size() + worker.claimAll(10_000).size()).isEqualTo(5000);
  }

  /** Claims and completes until nothing is left; in order of their beginning. */
  private List<JobId> runAll() {
    List<JobId> begun = new ArrayList<>();
    for (List<ClaimedJob> next = worker.claimAll(1); !next.isEmpty(); next = worker.claimAll(1)) {
      assertThat(next).hasSize(1);
      begun.addAll(ids(next));
      floor.complete(next);
    }
    return begun;
  }

  /** A claim of somebody who runs other types: it lets in, but takes nothing. */
  private void admit() {
    floor.stranger().claimAll(100);
    assertThat(floor.data.count("select count(*) from ready where admitted")).isPositive();
  }

  private void late(JobId job) {
    floor.data.query(
        "insert into deadline (deadline_at, job_id, tenant_id) values (now(), $1, $2)",
        job.value(),
        tenant.value());
  }

  private void expire() {
    assertThat(get(ExpireJobs.run(floor.data.database().engine(), 10))).hasSize(1);
  }
}
