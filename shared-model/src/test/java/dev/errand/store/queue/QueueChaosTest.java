package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static dev.errand.store.queue.Floor.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.attempt.AttemptOutcome.Snoozed;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.RateLimit;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.FindLostLeases;
import dev.errand.store.lease.FindLostLeases.LostLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three workers that are killed now and then, people who cancel, pause and let run, and somebody
 * who looks all the while: no limit is exceeded in any sample, and in the end nothing is left.
 */
class QueueChaosTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final int PER_QUEUE = 60;
  private static final Map<String, QueueLimits> LIMITS =
      Map.of(
          "one", new QueueLimits(1, null, null, false),
          "five", new QueueLimits(5, null, 2, false),
          "free", new QueueLimits(null, null, null, false),
          "pairs", new QueueLimits(null, null, 2, false),
          "rated", new QueueLimits(4, new RateLimit(40, Duration.ofSeconds(1)), null, false),
          "manual", new QueueLimits(2, null, null, true));
  private static final String EXCESS =
      """
      select (
        select count(*)
        from (
          select l.tenant_id, l.queue
          from lease l
          join queue q on q.tenant_id = l.tenant_id and q.name = l.queue
          group by l.tenant_id, l.queue, q.concurrency
          having count(*) > q.concurrency
        ) as full_queue
      ) + (
        select count(*)
        from (
          select l.tenant_id, l.queue, l.concurrency_key
          from lease l
          join queue q on q.tenant_id = l.tenant_id and q.name = l.queue
          where l.concurrency_key is not null
          group by l.tenant_id, l.queue, l.concurrency_key, q.per_key_concurrency
          having count(*) > coalesce(q.per_key_concurrency, 1)
        ) as busy_key
      )
      """;

  private Floor floor;
  private List<TenantId> tenants;
  private final AtomicBoolean over = new AtomicBoolean();

  @BeforeEach
  void open(TestInfo test) {
    floor = Floor.open(test);
    tenants = List.of(tenant(), tenant());
  }

  @AfterEach
  void close() {
    floor.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void limitsHoldWhateverHappens(long seed) throws Exception {
    Random random = new Random(seed);
    tenants.forEach(tenant -> LIMITS.forEach((queue, limits) -> floor.put(tenant, queue, limits)));
    List<JobId> jobs = submitAll(random);
    int samples;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> sampler = threads.submit(this::sampleLimits);
      List<Future<?>> others = new ArrayList<>();
      for (int id = 1; id <= 3; id++) {
        var worker = floor.worker(id);
        var chance = new Random(random.nextLong());
        others.add(threads.submit(looped(() -> work(worker, chance))));
      }
      others.add(threads.submit(looped(this::rescueAndPromote)));
      var whims = new Random(random.nextLong());
      others.add(threads.submit(looped(() -> meddle(jobs, whims))));
      awaitTheEnd();
      for (Future<?> other : others) {
        other.get();
      }
      samples = sampler.get();
    }

    assertThat(samples).isGreaterThan(50);
    assertThat(floor.data.count("select count(*) from outcome")).isEqualTo(jobs.size());
    assertThat(floor.engine.misplaced()).isZero();
    for (String table : List.of("ready", "waiting", "in_line", "lease")) {
      assertThat(floor.data.count("select count(*) from " + table)).as(table).isZero();
    }
  }

  private List<JobId> submitAll(Random random) {
    List<Floor.Draft> drafts = new ArrayList<>();
    for (TenantId tenant : tenants) {
      for (String queue : LIMITS.keySet()) {
        for (int i = 0; i < PER_QUEUE; i++) {
          Floor.Draft plain =
              draft(tenant, queue)
                  .priority(random.nextInt(3))
                  .type(random.nextBoolean() ? "noop" : "other")
                  .start(
                      random.nextInt(5) == 0 ? new Start.After(Duration.ofMillis(40)) : Start.NOW);
          boolean keyed = queue.equals("pairs") || random.nextInt(3) == 0;
          drafts.add(keyed ? plain.key("k" + random.nextInt(4)) : plain);
        }
      }
    }
    return floor.submit(drafts);
  }

  private void work(Floor.Worker worker, Random random) {
    boolean isDoomed = random.nextInt(4) == 0;
    List<ClaimedJob> claimed =
        worker.claim(1 + random.nextInt(12), isDoomed ? SHORT : Duration.ofSeconds(30)).jobs();
    // Killed: nobody says what became of them.
    if (!isDoomed) {
      claimed.forEach(job -> floor.finish(job, outcome(random)));
    }
  }

  private static AttemptOutcome outcome(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> new Retried(Floor.BROKEN, Duration.ofMillis(random.nextInt(20)));
      case 1 -> new Failed(Floor.BROKEN);
      case 2 -> new Released();
      case 3 -> new Snoozed(Duration.ofMillis(random.nextInt(20)));
      default -> new Completed(null);
    };
  }

  private void rescueAndPromote() {
    List<ClaimedJob> lost =
        get(FindLostLeases.run(floor.data.database().engine(), 100, Duration.ofHours(1), 2))
            .stream()
            .map(LostLease::job)
            .toList();
    floor.rescue(lost);
    floor.promote();
  }

  private void meddle(List<JobId> jobs, Random random) {
    TenantId tenant = tenants.get(random.nextInt(tenants.size()));
    floor.runNext(tenant, "manual");
    if (random.nextInt(20) == 0) {
      JobId any = jobs.get(random.nextInt(jobs.size()));
      tenants.forEach(each -> floor.cancel(each, any));
    }
    if (random.nextInt(10) == 0) {
      floor.pause(tenant, "free");
      floor.put(tenant, "one", LIMITS.get("one"));
      floor.resume(tenant, "free");
    }
  }

  private Callable<Void> looped(Runnable step) {
    return () -> {
      while (!over.get()) {
        step.run();
      }
      return null;
    };
  }

  private int sampleLimits() {
    int samples = 0;
    while (!over.get()) {
      assertThat(floor.data.count(EXCESS)).as("limits exceeded").isZero();
      samples++;
    }
    return samples;
  }

  private void awaitTheEnd() {
    long last = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    try {
      while (unfinished() > 0) {
        assertThat(System.nanoTime()).as("the end comes in time").isLessThan(last);
      }
    } finally {
      over.set(true);
    }
  }

  private long unfinished() {
    return floor.data.count("select (select count(*) from job) - (select count(*) from outcome)");
  }
}
