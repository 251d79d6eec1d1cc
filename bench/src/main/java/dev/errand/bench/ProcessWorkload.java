package dev.errand.bench;

import dev.errand.live.chance.IdSource;
import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.sql.Database;
import dev.errand.worker.claiming.ClaimLoop;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A backlog of {@code noop} jobs through one worker, with leases, heartbeats, kept results and news
 * of each. The first sixth warms up and is not counted.
 */
@Singleton
class ProcessWorkload implements Workload, JobEventListener {
  private static final int JOBS = Integer.getInteger("bench.jobs", 240_000);
  private static final int BATCH = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final ClaimLoop claims;
  private final IdSource ids;
  private final AtomicInteger completed = new AtomicInteger();

  @Inject
  ProcessWorkload(Database database, ClaimLoop claims, IdSource ids) {
    this.database = database;
    this.claims = claims;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public void on(TenantEvents events) {
    int done = 0;
    for (JobEvent event : events.events()) {
      if (event instanceof JobEvent.StateChanged change && change.state() == JobState.COMPLETED) {
        done++;
      }
    }
    completed.addAndGet(done);
  }

  @Override
  public List<Figure> run() throws Exception {
    claims.drain();
    int left = waiting();
    preload();
    int all = JOBS + left;
    completed.set(0);
    claims.start();
    int warm = all / 6;
    awaitCompleted(warm);
    long begin = System.nanoTime();
    int first = completed.get();
    awaitCompleted(all);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return List.of(
        new Figure("noop jobs, one worker", (all - first) / seconds, "jobs/s"),
        new Figure("noop jobs, counted", all - first, "jobs"));
  }

  private void preload() {
    var tenant = new TenantId(new UUID(7, 7));
    for (int from = 0; from < JOBS; from += BATCH) {
      List<NewJob> jobs = new ArrayList<>(BATCH);
      for (int i = 0; i < BATCH; i++) {
        jobs.add(job(tenant));
      }
      InsertJobs.run(database.submissions(), jobs).await().atMost(PATIENCE);
    }
  }

  private int waiting() {
    return database
        .engine()
        .run("select count(*) from ready", Tuple.tuple())
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getInteger(0);
  }

  private void awaitCompleted(int jobs) {
    while (completed.get() < jobs) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private NewJob job(TenantId tenant) {
    return new NewJob(
        new JobId(ids.next()),
        tenant,
        "user:bench",
        new JobType("noop"),
        QueueName.DEFAULT,
        Priority.NORMAL,
        Start.NOW,
        NewJob.DEFAULT_MAX_ATTEMPTS,
        Backoff.DEFAULT,
        SubmitWorkload.job().getJsonObject("data").encode(),
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
