package dev.errand.worker.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.postgres.EmbeddedPostgres;
import dev.errand.store.job.FindJob;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.lease.ClaimJobs;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.Rotation;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.DatabaseUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A migrated database of its own on a real PostgreSQL, in the words of a test. */
public final class WorkerDatabase implements AutoCloseable {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final DatabaseUrl url;
  private final List<Database> open = new ArrayList<>();
  private final Database database;

  public WorkerDatabase() {
    url =
        DatabaseUrl.parse(EmbeddedPostgres.shared().createDatabase("worker_" + System.nanoTime()));
    Flyway.configure().dataSource(url.jdbc(), url.user(), url.password()).load().migrate();
    database = anotherProcess();
  }

  /** The connections of one more process. */
  public Database anotherProcess() {
    Database another = new Database(VERTX, url, PATIENCE);
    open.add(another);
    return another;
  }

  public Database database() {
    return database;
  }

  public static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  public static UUID id() {
    return IDS.generate();
  }

  public static TenantId tenant() {
    return new TenantId(UUID.randomUUID());
  }

  public RowSet<Row> query(String sql, Object... parameters) {
    return get(database.engine().run(sql, Tuple.from(parameters)));
  }

  /** The first column of the only row. */
  public long count(String sql, Object... parameters) {
    return query(sql, parameters).iterator().next().getLong(0);
  }

  public List<JobId> submit(TenantId tenant, Start start, int count) {
    List<NewJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(job(tenant, start));
    }
    get(InsertJobs.run(database.submissions(), jobs));
    return jobs.stream().map(NewJob::id).toList();
  }

  /** Jobs that failed for good. */
  public List<JobId> fail(TenantId tenant, int count) {
    List<JobId> jobs = submit(tenant, Start.NOW, count);
    List<Ending> endings =
        claim(count).stream()
            .map(
                job ->
                    new Ending(
                        job.lease(),
                        new AttemptOutcome.Failed(new AttemptError("broken", "it broke"))))
            .toList();
    get(FinishAttempts.run(database.completions(), endings));
    return jobs;
  }

  public List<ClaimedJob> claim(int max) {
    var claimant = new Claimant(1, List.of("noop"), Duration.ofSeconds(30), 50);
    return get(ClaimJobs.underLock(database, claimant, max, Rotation.START)).jobs();
  }

  public Job find(JobId id) {
    return get(FindJob.run(database.engine(), null, id)).orElseThrow();
  }

  private static NewJob job(TenantId tenant, Start start) {
    return new NewJob(
        new JobId(id()),
        tenant,
        "user:test",
        new JobType("noop"),
        QueueName.DEFAULT,
        Priority.NORMAL,
        start,
        3,
        Backoff.DEFAULT,
        null,
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

  @Override
  public void close() {
    open.forEach(Database::close);
  }
}
