package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.OnConflict;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.Taken.Fate;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.EngineDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UniqueJobsTest {
  private static final AttemptError BROKEN = new AttemptError("broken", "it broke");

  private static EngineDatabase data;
  private static Engine engine;
  private TenantId tenant;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("unique_jobs");
    engine = new Engine(data);
  }

  @BeforeEach
  void newTenant() {
    tenant = Engine.tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    Tables.empty(data);
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void aKeyIsTakenUntilItsJobIsFinal() {
    NewJob first = keyed("k");
    submit(first, OnConflict.REJECT);
    NewJob refused = keyed("k");

    assertThat(fate(submit(refused, OnConflict.REJECT)))
        .isEqualTo(new Fate.Refused("k", first.id()));
    ClaimedJob running = engine.claimOne();
    assertThat(fate(submit(refused, OnConflict.RETURN)))
        .isEqualTo(new Fate.Existing("k", first.id()));
    engine.finish(running, new Completed(null));

    assertThat(fate(submit(refused, OnConflict.REJECT))).isEqualTo(new Fate.Stored(refused.id()));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void anotherTenantsKeyIsAnotherKey() {
    submit(keyed("k"), OnConflict.REJECT);
    NewJob foreign = Asked.by(Engine.tenant()).uniqueKey("k").job();

    assertThat(fate(submit(foreign, OnConflict.REJECT))).isEqualTo(new Fate.Stored(foreign.id()));
  }

  @Test
  void aJobThatWaitsIsReplacedWhereverItWaits() {
    for (Start start : List.of(Start.NOW, new Start.Held(), new Start.After(Duration.ofHours(1)))) {
      NewJob old = Asked.by(tenant).uniqueKey(start.toString()).start(start).job();
      submit(old, OnConflict.REJECT);
      NewJob fresh = Asked.by(tenant).uniqueKey(start.toString()).job();

      Taken taken = submit(fresh, OnConflict.REPLACE);

      assertThat(taken.replaced()).extracting(JobEvent::job).containsExactly(old.id());
      assertThat(engine.state(old.id())).isEqualTo(JobState.CANCELLED);
      assertThat(engine.state(fresh.id())).isEqualTo(JobState.PENDING);
      HistoryEntry last = history(old.id()).getFirst();
      assertThat(last.reason()).isEqualTo("replaced by " + fresh.id());
      assertThat(last.actor()).isEqualTo("user:test");
    }
  }

  @Test
  void aJobInLineIsReplacedToo() {
    NewJob head = Asked.by(tenant).concurrencyKey("line").job();
    NewJob old = Asked.by(tenant).concurrencyKey("line").uniqueKey("k").job();
    engine.submit(head);
    submit(old, OnConflict.REJECT);
    engine.claimOne();
    NewJob fresh = keyed("k");

    submit(fresh, OnConflict.REPLACE);

    assertThat(engine.state(old.id())).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aJobThatRunsGoesOnWithoutItsKey() {
    NewJob old = keyed("k");
    submit(old, OnConflict.REJECT);
    ClaimedJob running = engine.claimOne();
    NewJob fresh = keyed("k");

    Taken taken = submit(fresh, OnConflict.REPLACE);

    assertThat(taken.replaced()).isEmpty();
    assertThat(engine.state(old.id())).isEqualTo(JobState.RUNNING);
    assertThat(fate(submit(keyed("k"), OnConflict.RETURN)))
        .isEqualTo(new Fate.Existing("k", fresh.id()));
    assertThat(engine.finish(running, new Completed(null))).hasSize(1);
    assertThat(fate(submit(keyed("k"), OnConflict.RETURN)))
        .isEqualTo(new Fate.Existing("k", fresh.id()));
  }

  @Test
  void inABatchTheLastOneReplacesThoseBeforeIt() {
    List<NewJob> jobs = List.of(keyed("k"), keyed("k"), keyed("k"));

    Taken taken = store(jobs.stream().map(job -> new Wanted(job, OnConflict.REPLACE)).toList());

    assertThat(taken.stored()).hasSize(3);
    assertThat(jobs)
        .extracting(job -> engine.state(job.id()))
        .containsExactly(JobState.CANCELLED, JobState.CANCELLED, JobState.PENDING);
    assertThat(fate(submit(keyed("k"), OnConflict.RETURN)))
        .isEqualTo(new Fate.Existing("k", jobs.getLast().id()));
  }

  @Test
  void ofManyAtOnceOneGetsTheKey() {
    List<Taken> all = atOnce(50, i -> List.of(new Wanted(keyed("k"), OnConflict.REJECT)));

    assertThat(all.stream().filter(taken -> fate(taken) instanceof Fate.Stored)).hasSize(1);
    assertThat(count()).isOne();
  }

  @Test
  void ofManyThatReplaceEachOtherTheLastIsLeft() {
    List<Taken> all = atOnce(50, i -> List.of(new Wanted(keyed("k"), OnConflict.REPLACE)));

    assertThat(all).allSatisfy(taken -> assertThat(fate(taken)).isInstanceOf(Fate.Stored.class));
    assertThat(data.count("select count(*) from ready where tenant_id = $1", tenant.value()))
        .isOne();
    assertThat(all.stream().mapToInt(taken -> taken.replaced().size()).sum()).isEqualTo(49);
  }

  @Test
  void keysInAnyOrderDoNotBlockEachOther() {
    List<String> keys = IntStream.range(0, 20).mapToObj(i -> "k" + i).toList();

    List<Taken> all =
        atOnce(
            30,
            i -> {
              List<String> shuffled = new ArrayList<>(keys);
              Collections.shuffle(shuffled, new java.util.Random(i));
              return shuffled.stream()
                  .map(key -> new Wanted(keyed(key), OnConflict.RETURN))
                  .toList();
            });

    assertThat(all.stream().mapToInt(taken -> taken.stored().size()).sum()).isEqualTo(20);
    assertThat(count()).isEqualTo(20);
  }

  @Test
  void aReopenedJobTakesItsKeyBackOrStaysAsItIs() {
    NewJob old = keyed("k");
    submit(old, OnConflict.REJECT);
    engine.finish(engine.claimOne(), new Failed(BROKEN));
    NewJob fresh = keyed("k");
    submit(fresh, OnConflict.REJECT);

    assertThat(reopen(old.id())).isEmpty();
    assertThat(get(FindKeyHolder.run(data.database().engine(), tenant, "k"))).contains(fresh.id());

    engine.finish(engine.claimOne(), new Completed(null));
    assertThat(get(FindKeyHolder.run(data.database().engine(), tenant, "k"))).isEmpty();
    assertThat(reopen(old.id())).containsExactly(old.id());
    assertThat(get(FindKeyHolder.run(data.database().engine(), tenant, "k"))).contains(old.id());
  }

  @Test
  void ofManyThatReopenOrSubmitOneGetsTheKey() {
    List<JobId> failed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      NewJob job = keyed("k");
      submit(job, OnConflict.REJECT);
      engine.finish(engine.claimOne(), new Failed(BROKEN));
      failed.add(job.id());
    }
    List<Uni<Integer>> wishes = new ArrayList<>();
    for (JobId id : failed) {
      wishes.add(
          data.database()
              .asTenant(tenant, sql -> ReopenJobs.run(sql, tenant, List.of(id), "user:a", null))
              .map(List::size));
      wishes.add(
          data.database()
              .submitting(
                  sql -> UniqueJobs.store(sql, List.of(new Wanted(keyed("k"), OnConflict.REJECT))))
              .map(taken -> taken.stored().size()));
    }

    List<Integer> won = get(Uni.join().all(wishes).andFailFast());

    assertThat(won.stream().mapToInt(Integer::intValue).sum()).isOne();
    assertThat(data.count("select count(*) from ready where tenant_id = $1", tenant.value()))
        .isOne();
  }

  private NewJob keyed(String key) {
    return Asked.by(tenant).uniqueKey(key).job();
  }

  private Taken submit(NewJob job, OnConflict onConflict) {
    return store(List.of(new Wanted(job, onConflict)));
  }

  private static Taken store(List<Wanted> wanted) {
    return get(data.database().submitting(sql -> UniqueJobs.store(sql, wanted)));
  }

  private static List<Taken> atOnce(
      int callers, java.util.function.IntFunction<List<Wanted>> wanted) {
    List<Uni<Taken>> all =
        IntStream.range(0, callers)
            .mapToObj(wanted)
            .map(jobs -> data.database().submitting(sql -> UniqueJobs.store(sql, jobs)))
            .toList();
    return get(Uni.join().all(all).andFailFast());
  }

  private static Fate fate(Taken taken) {
    return taken.fates().getFirst();
  }

  private List<JobId> reopen(JobId id) {
    return get(
        data.database()
            .asTenant(tenant, sql -> ReopenJobs.run(sql, tenant, List.of(id), "user:test", null)));
  }

  private List<HistoryEntry> history(JobId id) {
    return get(ListHistory.run(data.database().engine(), tenant, id));
  }

  private long count() {
    return data.count("select count(*) from job where tenant_id = $1", tenant.value());
  }
}
