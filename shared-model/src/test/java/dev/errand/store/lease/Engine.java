package dev.errand.store.lease;

import com.fasterxml.uuid.Generators;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.FindJob;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.sql.EngineDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The engine's statements in the words of a test. */
public final class Engine {
  public static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EngineDatabase data;

  public Engine(EngineDatabase data) {
    this.data = data;
  }

  public static TenantId tenant() {
    return new TenantId(UUID.randomUUID());
  }

  public static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  public static JobId id() {
    return new JobId(IDS.generate());
  }

  private static final com.fasterxml.uuid.impl.TimeBasedEpochGenerator IDS =
      Generators.timeBasedEpochGenerator();

  public static NewJob job(TenantId tenant, int priority, Start start, int maxAttempts) {
    var backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(10), 0);
    return job(tenant, priority, start, maxAttempts, backoff);
  }

  static NewJob job(TenantId tenant, int priority, Start start, int maxAttempts, Backoff backoff) {
    return new NewJob(
        id(),
        tenant,
        "user:test",
        new JobType("noop"),
        QueueName.DEFAULT,
        new Priority(priority),
        start,
        maxAttempts,
        backoff,
        "{\"n\": 1.50}",
        "a name",
        null,
        null,
        List.of("red", "a \"quoted\\ tag"),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public JobId submit(TenantId tenant) {
    return submit(job(tenant, 0, Start.NOW, 3));
  }

  public JobId submit(NewJob job) {
    get(InsertJobs.run(data.database().submissions(), List.of(job)));
    return job.id();
  }

  public List<ClaimedJob> claim(int max) {
    return claim(max, LEASE);
  }

  public List<ClaimedJob> claim(int max, Duration lease) {
    var claimant = new Claimant(1, List.of("noop"), lease, 50);
    return get(ClaimJobs.underLock(data.database(), claimant, max, Rotation.START)).jobs();
  }

  public ClaimedJob claimOne() {
    return claim(1).getFirst();
  }

  public Set<JobId> finish(ClaimedJob job, AttemptOutcome outcome) {
    return get(
            FinishAttempts.run(
                data.database().completions(), List.of(new Ending(job.lease(), outcome))))
        .keySet()
        .stream()
        .map(lease -> lease.job())
        .collect(Collectors.toSet());
  }

  public Job find(JobId id) {
    return get(FindJob.run(data.database().engine(), null, id)).orElseThrow();
  }

  public JobState state(JobId id) {
    return find(id).state();
  }

  /** In how many of the four tables each job stands that does not stand in exactly one. */
  public long misplaced() {
    return data.count(
        """
        select count(*)
        from job j
        where (select count(*) from waiting w where w.id = j.id)
          + (select count(*) from ready r where r.id = j.id)
          + (select count(*) from in_line i where i.id = j.id)
          + (select count(*) from lease l where l.id = j.id)
          + (select count(*) from outcome o where o.id = j.id) <> 1
        """);
  }
}
