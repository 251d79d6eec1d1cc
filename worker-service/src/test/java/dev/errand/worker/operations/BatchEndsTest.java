package dev.errand.worker.operations;

import static dev.errand.worker.database.WorkerDatabase.get;
import static dev.errand.worker.database.WorkerDatabase.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.event.JobEvent.StateChanged;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.operation.BulkAction;
import dev.errand.model.operation.OperationId;
import dev.errand.model.operation.OperationState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import dev.errand.store.operation.FindOperation;
import dev.errand.store.operation.InsertOperation;
import dev.errand.store.operation.Operation;
import dev.errand.store.sql.StatementRefused;
import dev.errand.worker.database.WorkerDatabase;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of jobs that are gone, and of operations that cannot go on. */
class BatchEndsTest {
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
  void ofDeletedJobsThoseThatWaitedAreToldCancelled() {
    JobId held = data.submit(tenant, new Start.Held(), 1).getFirst();
    JobId pending = data.submit(tenant, Start.NOW, 1).getFirst();
    order(BulkAction.DELETE, JobFilter.of(tenant));

    var news = batches.doNext().orElseThrow().news();

    assertThat(news)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        StateChanged.class,
                        change -> {
                          assertThat(change.event()).isEqualTo("job.cancelled");
                          assertThat(change.state()).isEqualTo(JobState.CANCELLED);
                          assertThat(change.type().value()).isEqualTo("noop");
                          assertThat(change.tenant()).isEqualTo(tenant);
                        }))
        .extracting(event -> event.job())
        .containsExactlyInAnyOrder(held, pending);
  }

  @Test
  void ofDeletedJobsThatWereFinalNothingIsTold() {
    data.fail(tenant, 1);
    order(BulkAction.DELETE, JobFilter.of(tenant));

    assertThat(batches.doNext().orElseThrow().news()).isEmpty();
  }

  @Test
  void anOperationThatPostgresqlRefusesForGoodFailsAndLeavesItsJobs() {
    List<JobId> jobs = data.submit(tenant, new Start.Held(), 2);
    // As a row that no build should have written would do.
    asOwner("alter table outcome add constraint nothing_is_cancelled check (state <> 'cancelled')");
    Operation operation = order(BulkAction.CANCEL, JobFilter.of(tenant));

    assertThatThrownBy(() -> batches.doNext()).isInstanceOf(StatementRefused.class);

    Operation ended =
        get(FindOperation.run(data.database().engine(), null, operation.id())).orElseThrow();
    assertThat(ended.state()).isEqualTo(OperationState.FAILED);
    assertThat(ended.finishedAt()).isNotNull();
    assertThat(ended.done()).isZero();
    assertThat(batches.doNext()).as("nobody tries it again").isEmpty();
    assertThat(jobs).allSatisfy(job -> assertThat(data.find(job).state()).isEqualTo(JobState.HELD));
  }

  private Operation order(BulkAction action, JobFilter filter) {
    return get(
        InsertOperation.run(
            data.database().engine(),
            new OperationId(WorkerDatabase.id()),
            action,
            filter,
            1,
            "user:test"));
  }

  private void asOwner(String statement) {
    get(data.database().keepingHouse(sql -> sql.run(statement, Tuple.tuple())));
  }
}
