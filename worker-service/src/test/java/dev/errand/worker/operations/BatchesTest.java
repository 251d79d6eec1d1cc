package dev.errand.worker.operations;

import static dev.errand.worker.database.WorkerDatabase.get;
import static dev.errand.worker.database.WorkerDatabase.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.operation.BulkAction;
import dev.errand.model.operation.OperationId;
import dev.errand.model.operation.OperationState;
import dev.errand.model.operation.SkipReason;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.CountJobs;
import dev.errand.store.job.JobFilter;
import dev.errand.store.operation.EndOperation;
import dev.errand.store.operation.FindOperation;
import dev.errand.store.operation.InsertOperation;
import dev.errand.store.operation.Operation;
import dev.errand.store.sql.Database;
import dev.errand.worker.database.WorkerDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations on a real PostgreSQL. */
class BatchesTest {
  private static final long LIMIT_OF_A_BATCH = 500;

  private static final String KILL =
      """
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
      """;

  private WorkerDatabase data;
  private TenantId tenant;
  private Batches batches;

  @BeforeEach
  void open() {
    data = new WorkerDatabase();
    tenant = tenant();
    batches = new Batches(data.database(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void aRetryOfAllThatFailedRetriesEachOnceAndLeavesTheRest() {
    List<JobId> failed = data.fail(tenant, 1200);
    data.submit(tenant, new Start.Held(), 3);
    data.fail(tenant(), 1);
    Operation operation = order(BulkAction.RETRY, ofState(JobState.FAILED));
    assertThat(operation.total()).isEqualTo(1200);

    assertThat(doNext()).hasSize(500);
    assertThat(now(operation).done()).isEqualTo(500);
    assertThat(now(operation).state()).isEqualTo(OperationState.RUNNING);
    assertThat(doNext()).hasSize(500);
    assertThat(doNext()).hasSize(200);

    assertThat(now(operation).state()).isEqualTo(OperationState.COMPLETED);
    assertThat(now(operation).done()).isEqualTo(1200);
    assertThat(now(operation).skipped()).isEmpty();
    assertThat(now(operation).finishedAt()).isNotNull();
    assertThat(batches.doNext()).isEmpty();
    assertThat(data.count("select count(*) from ready where tenant_id = $1", tenant.value()))
        .isEqualTo(1200);
    assertThat(retriesOf(failed)).isEqualTo(1200);
  }

  @Test
  void jobsThatCameLaterAreNotTouched() {
    data.submit(tenant, new Start.Held(), 2);
    Operation operation = order(BulkAction.CANCEL, JobFilter.of(tenant));
    JobId later = data.submit(tenant, new Start.Held(), 1).getFirst();

    finish();

    assertThat(now(operation).done()).isEqualTo(2);
    assertThat(data.find(later).state()).isEqualTo(JobState.HELD);
  }

  @Test
  void whatCannotBeActedUponIsSkippedWithItsReason() {
    data.fail(tenant, 2);
    data.submit(tenant, Start.NOW, 3);
    data.claim(3);
    data.submit(tenant, new Start.Held(), 4);
    JobFilter all = JobFilter.of(tenant);

    Operation run = order(BulkAction.RUN, all);
    finish();
    assertThat(now(run).done()).isEqualTo(4);
    assertThat(now(run).skipped())
        .isEqualTo(Map.of(SkipReason.FINISHED, 2L, SkipReason.RUNNING, 3L));

    Operation retry = order(BulkAction.RETRY, all);
    finish();
    assertThat(now(retry).done()).isEqualTo(2);
    assertThat(now(retry).skipped())
        .isEqualTo(Map.of(SkipReason.NOT_FAILED, 4L, SkipReason.RUNNING, 3L));

    Operation delete = order(BulkAction.DELETE, all);
    finish();
    assertThat(now(delete).done()).isEqualTo(6);
    assertThat(now(delete).skipped()).isEqualTo(Map.of(SkipReason.RUNNING, 3L));

    Operation cancel = order(BulkAction.CANCEL, all);
    finish();
    assertThat(now(cancel).done()).isEqualTo(3);
    assertThat(now(cancel).total()).isEqualTo(3);
  }

  @Test
  void newsIsToldAsOfSingleCalls() {
    data.submit(tenant, Start.NOW, 1);
    data.claim(1);
    JobId held = data.submit(tenant, new Start.Held(), 1).getFirst();
    order(BulkAction.CANCEL, JobFilter.of(tenant));

    List<JobEvent> news = doNext();

    assertThat(news).hasSize(2);
    assertThat(news).hasAtLeastOneElementOfType(JobEvent.CancelRequested.class);
    assertThat(news)
        .filteredOn(JobEvent.StateChanged.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            JobEvent.StateChanged.class,
            change -> {
              assertThat(change.job()).isEqualTo(held);
              assertThat(change.event()).isEqualTo("job.cancelled");
              assertThat(change.state()).isEqualTo(JobState.CANCELLED);
            });
  }

  @Test
  void aRetryPastItsDeadlineOrWithoutItsKeySaysSo() {
    List<JobId> failed = data.fail(tenant, 2);
    data.query(
        "update job set deadline_at = now() - interval '1 s' where id = $1",
        failed.getFirst().value());
    data.query("update job set unique_key = 'k' where id = $1", failed.getLast().value());
    JobId holder = data.submit(tenant, new Start.Held(), 1).getFirst();
    data.query("insert into unique_key values ($1, 'k', $2)", tenant.value(), holder.value());
    Operation operation = order(BulkAction.RETRY, ofState(JobState.FAILED));

    finish();

    assertThat(now(operation).done()).isZero();
    assertThat(now(operation).skipped())
        .isEqualTo(Map.of(SkipReason.DEADLINE_PASSED, 1L, SkipReason.KEY_TAKEN, 1L));
  }

  @Test
  void aRareMatchIsFoundInBatchesThatStayBounded() {
    data.submit(tenant, new Start.Held(), 6000);
    JobId rare = data.submit(tenant, new Start.Held(), 1).getFirst();
    data.query("update job set tags = '{rare}' where id = $1", rare.value());
    Operation operation =
        order(
            BulkAction.CANCEL,
            new JobFilter(
                tenant, Set.of(), null, List.of(), "rare", null, null, null, List.of(), false,
                null));

    assertThat(doNext()).isEmpty();
    assertThat(now(operation).state()).isEqualTo(OperationState.RUNNING);
    assertThat(doNext()).hasSize(1);

    assertThat(now(operation).state()).isEqualTo(OperationState.COMPLETED);
    assertThat(data.find(rare).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void onlyNamedJobsAreTouched() {
    List<JobId> jobs = data.submit(tenant, new Start.Held(), 5);
    JobId foreign = data.submit(tenant(), new Start.Held(), 1).getFirst();
    List<JobId> named = List.of(jobs.get(1), jobs.get(3), foreign);
    Operation operation =
        order(
            BulkAction.RUN,
            new JobFilter(
                tenant, Set.of(), null, List.of(), null, null, null, null, named, false, null));

    finish();

    assertThat(operation.total()).isEqualTo(2);
    assertThat(now(operation).done()).isEqualTo(2);
    assertThat(jobs)
        .extracting(id -> data.find(id).state())
        .containsExactly(
            JobState.HELD, JobState.PENDING, JobState.HELD, JobState.PENDING, JobState.HELD);
    assertThat(data.find(foreign).state()).isEqualTo(JobState.HELD);
  }

  @Test
  void aWorkerThatIsKilledInTheMidstOfABatchHasDoneNothingOfIt() throws Exception {
    List<JobId> failed = data.fail(tenant, 1000);
    Operation operation = order(BulkAction.RETRY, ofState(JobState.FAILED));
    doNext();
    // Somebody holds one of the next batch's rows, so that the worker is in its midst.
    var release = new CompletableFuture<Void>();
    Future<?> holder = hold(failed.get(700), release);
    Database doomed = data.anotherProcess();
    Future<Optional<OperationBatch>> victim =
        inParallel(() -> new Batches(doomed, Clock.systemUTC()).doNext());
    await().until(() -> killWhoeverWaitsForALock() > 0);

    assertThatThrownBy(() -> victim.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(now(operation).done()).isEqualTo(500);
    assertThat(retriesOf(failed)).isEqualTo(500);
    release.complete(null);
    holder.get(20, TimeUnit.SECONDS);
    finish();
    assertThat(now(operation).done()).isEqualTo(1000);
    assertThat(now(operation).skipped()).isEmpty();
    assertThat(retriesOf(failed)).isEqualTo(1000);
    assertThat(data.count("select count(distinct job_id) from history where change = 'retried'"))
        .isEqualTo(1000);
  }

  @Test
  void severalWorkersShareOperationsAndActOnEachJobOnce() throws Exception {
    List<JobId> failed = data.fail(tenant, 1000);
    TenantId other = tenant();
    data.submit(other, new Start.Held(), 1000);
    Operation retry = order(BulkAction.RETRY, ofState(JobState.FAILED));
    Operation run = order(BulkAction.RUN, JobFilter.of(other));

    ExecutorService workers = Executors.newFixedThreadPool(3);
    List<Future<?>> done =
        IntStream.range(0, 3)
            .<Future<?>>mapToObj(
                i -> {
                  var worker = new Batches(data.anotherProcess(), Clock.systemUTC());
                  return workers.submit(
                      () -> {
                        while (isRunning(retry) || isRunning(run)) {
                          worker.doNext();
                        }
                      });
                })
            .toList();
    for (Future<?> worker : done) {
      worker.get(60, TimeUnit.SECONDS);
    }
    workers.shutdown();

    assertThat(now(retry).done()).isEqualTo(1000);
    assertThat(now(run).done()).isEqualTo(1000);
    assertThat(retriesOf(failed)).isEqualTo(1000);
    assertThat(data.count("select count(*) from history where change = 'run'")).isEqualTo(1000);
  }

  @Test
  void anAbortStopsAfterTheBatchThatIsBeingDone() {
    data.fail(tenant, 1000);
    Operation operation = order(BulkAction.RETRY, ofState(JobState.FAILED));
    doNext();

    Optional<Operation> aborted =
        get(
            data.database()
                .asTenant(
                    tenant,
                    sql -> EndOperation.run(sql, tenant, operation.id(), OperationState.ABORTED)));

    assertThat(aborted).isPresent();
    assertThat(batches.doNext()).isEmpty();
    assertThat(now(operation).done()).isEqualTo(LIMIT_OF_A_BATCH);
    assertThat(now(operation).state()).isEqualTo(OperationState.ABORTED);
  }

  @Test
  void anotherTenantNeitherSeesNorAbortsIt() {
    data.submit(tenant, new Start.Held(), 1);
    Operation operation = order(BulkAction.CANCEL, JobFilter.of(tenant));
    TenantId stranger = tenant();

    Optional<Operation> seen =
        get(
            data.database()
                .asTenant(stranger, sql -> FindOperation.run(sql, tenant, operation.id())));
    Optional<Operation> ended =
        get(
            data.database()
                .asTenant(
                    stranger,
                    sql -> EndOperation.run(sql, tenant, operation.id(), OperationState.ABORTED)));

    assertThat(seen).isEmpty();
    assertThat(ended).isEmpty();
    assertThat(isRunning(operation)).isTrue();
  }

  private Operation order(BulkAction action, JobFilter filter) {
    var id = new OperationId(WorkerDatabase.id());
    var sql = data.database().engine();
    long total = get(CountJobs.run(sql, filter.after(id.bound()))).in(filter.states());
    return get(InsertOperation.run(sql, id, action, filter, total, "user:test"));
  }

  private JobFilter ofState(JobState state) {
    return new JobFilter(
        tenant, Set.of(state), null, List.of(), null, null, null, null, List.of(), false, null);
  }

  private List<JobEvent> doNext() {
    return batches.doNext().orElseThrow().news();
  }

  private void finish() {
    while (batches.doNext().isPresent()) {
      // until there is nothing left to do
    }
  }

  private Operation now(Operation operation) {
    return get(FindOperation.run(data.database().engine(), null, operation.id())).orElseThrow();
  }

  private boolean isRunning(Operation operation) {
    return now(operation).state() == OperationState.RUNNING;
  }

  private long retriesOf(List<JobId> jobs) {
    return data.count(
        "select count(*) from history where change = 'retried' and job_id = any ($1)",
        (Object) jobs.stream().map(JobId::value).toArray(java.util.UUID[]::new));
  }

  // As the owner: for other roles PostgreSQL hides what a session waits for.
  private long killWhoeverWaitsForALock() {
    return get(data.database().owner().run(KILL, Tuple.tuple())).rowCount();
  }

  private Future<?> hold(JobId job, CompletableFuture<Void> release) throws Exception {
    var held = new CompletableFuture<Void>();
    Future<?> holder =
        inParallel(
            () ->
                get(
                    data.anotherProcess()
                        .upkeep(
                            sql ->
                                sql.run(
                                        "select id from outcome where id = $1 for update",
                                        Tuple.of(job.value()))
                                    .invoke(() -> held.complete(null))
                                    .chain(() -> Uni.createFrom().completionStage(release)))));
    held.get(10, TimeUnit.SECONDS);
    return holder;
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
