package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.get;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.QueueName;
import dev.errand.model.queue.RateLimit;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.job.PromoteDueJobs;
import dev.errand.store.lease.ClaimJobs;
import dev.errand.store.lease.ClaimJobs.Claim;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.Engine;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.Rotation;
import dev.errand.store.sql.EngineDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestInfo;

/** Queues with jobs, and the workers that claim them, in the words of a test. */
final class Floor implements AutoCloseable {
  static final AttemptError BROKEN = new AttemptError("broken", "it broke");
  static final QueueLimits NONE = new QueueLimits(null, null, null, false);

  final EngineDatabase data;
  final Engine engine;

  private Floor(EngineDatabase data) {
    this.data = data;
    this.engine = new Engine(data);
  }

  static Floor open(TestInfo test) {
    String name = test.getTestMethod().orElseThrow() + test.getDisplayName();
    return new Floor(EngineDatabase.create("floor_" + Integer.toHexString(name.hashCode())));
  }

  static QueueLimits concurrency(int most) {
    return new QueueLimits(most, null, null, false);
  }

  static QueueLimits rate(int count, Duration per) {
    return new QueueLimits(null, new RateLimit(count, per), null, false);
  }

  static QueueLimits perKey(int most) {
    return new QueueLimits(null, null, most, false);
  }

  static QueueLimits manual() {
    return new QueueLimits(null, null, null, true);
  }

  /** One worker: its claims go on where its last one stopped. */
  final class Worker {
    private final int id;
    private final List<String> types;
    private Rotation rotation = Rotation.START;

    private Worker(int id, List<String> types) {
      this.id = id;
      this.types = types;
    }

    List<ClaimedJob> claim(int max) {
      return claim(max, Engine.LEASE).jobs();
    }

    Claim claim(int max, Duration lease) {
      var claimant = new Claimant(id, types, lease, 50);
      Claim claim = get(ClaimJobs.underLock(data.database(), claimant, max, rotation));
      rotation = claim.reached();
      return claim;
    }

    /** Claims until a whole round has nothing to give. */
    List<ClaimedJob> claimAll(int max) {
      List<ClaimedJob> all = new ArrayList<>();
      boolean more = true;
      while (more) {
        Claim claim = claim(max, Engine.LEASE);
        all.addAll(claim.jobs());
        more = !claim.jobs().isEmpty() || !claim.whole();
      }
      return all;
    }
  }

  Worker worker(int id) {
    return new Worker(id, List.of("noop", "other"));
  }

  /** A worker that runs none of the types. */
  Worker stranger() {
    return new Worker(9, List.of("strange"));
  }

  /** A job to be submitted. */
  record Draft(TenantId tenant, String queue, String type, int priority, String key, Start start) {
    Draft type(String other) {
      return new Draft(tenant, queue, other, priority, key, start);
    }

    Draft priority(int other) {
      return new Draft(tenant, queue, type, other, key, start);
    }

    Draft key(String other) {
      return new Draft(tenant, queue, type, priority, other, start);
    }

    Draft start(Start other) {
      return new Draft(tenant, queue, type, priority, key, other);
    }

    NewJob job() {
      NewJob plain = Engine.job(tenant, priority, start, 3);
      return new NewJob(
          plain.id(),
          tenant,
          plain.createdBy(),
          new JobType(type),
          new QueueName(queue),
          new Priority(priority),
          start,
          plain.maxAttempts(),
          plain.backoff(),
          null,
          null,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          key,
          null,
          null);
    }
  }

  static Draft draft(TenantId tenant, String queue) {
    return new Draft(tenant, queue, "noop", 0, null, Start.NOW);
  }

  JobId submit(Draft draft) {
    return submit(List.of(draft)).getFirst();
  }

  List<JobId> submit(Draft draft, int times) {
    return submit(IntStream.range(0, times).mapToObj(i -> draft).toList());
  }

  List<JobId> submit(List<Draft> drafts) {
    List<NewJob> jobs = drafts.stream().map(Draft::job).toList();
    for (int from = 0; from < jobs.size(); from += 1000) {
      List<NewJob> batch = jobs.subList(from, Math.min(jobs.size(), from + 1000));
      get(InsertJobs.run(data.database().submissions(), batch));
    }
    return jobs.stream().map(NewJob::id).toList();
  }

  boolean put(TenantId tenant, String queue, QueueLimits limits) {
    return put(tenant, queue, limits, null);
  }

  boolean put(TenantId tenant, String queue, QueueLimits limits, Integer expected) {
    return get(putting(tenant, queue, limits, expected));
  }

  Uni<Boolean> putting(TenantId tenant, String queue, QueueLimits limits, Integer expected) {
    return PutQueue.underLock(data.database(), tenant, new QueueName(queue), limits, expected);
  }

  void pause(TenantId tenant, String queue) {
    get(
        data.database()
            .asTenant(
                tenant,
                sql -> PauseQueue.run(sql, tenant, new QueueName(queue), "user:ann", "lunch")));
  }

  void resume(TenantId tenant, String queue) {
    get(
        data.database()
            .asTenant(tenant, sql -> ResumeQueue.run(sql, tenant, new QueueName(queue))));
  }

  Queue find(TenantId tenant, String queue) {
    return get(data.database()
            .asTenant(tenant, sql -> FindQueue.run(sql, tenant, new QueueName(queue))))
        .orElseThrow();
  }

  RunNext.Result runNext(TenantId tenant, String queue) {
    return get(RunNext.underLock(data.database(), tenant, new QueueName(queue), "user:ann"));
  }

  void finish(ClaimedJob job, AttemptOutcome outcome) {
    engine.finish(job, outcome);
  }

  void complete(List<ClaimedJob> jobs) {
    jobs.forEach(job -> engine.finish(job, new AttemptOutcome.Completed(null)));
  }

  /** Takes back leases that have expired, as a rescuer does, to be retried at once. */
  int rescue(List<ClaimedJob> jobs) {
    List<Ending> endings =
        jobs.stream()
            .map(job -> new Ending(job.lease(), new AttemptOutcome.Retried(BROKEN, Duration.ZERO)))
            .toList();
    return get(FinishAttempts.rescue(data.database().engine(), endings, Duration.ofHours(1)))
        .size();
  }

  int promote() {
    return get(PromoteDueJobs.run(data.database().engine(), 1000)).jobs();
  }

  CancelJobs.Result cancel(TenantId tenant, JobId job) {
    return get(data.database()
            .asTenant(tenant, sql -> CancelJobs.run(sql, tenant, List.of(job), "user:ann", null)))
        .get(job);
  }

  static List<JobId> ids(List<ClaimedJob> jobs) {
    return jobs.stream().map(job -> job.lease().job()).toList();
  }

  @Override
  public void close() {
    data.close();
  }
}
