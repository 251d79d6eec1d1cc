package dev.errand.worker.operations;

import dev.errand.model.operation.OperationState;
import dev.errand.store.operation.EndOperation;
import dev.errand.store.operation.FindNextJobs;
import dev.errand.store.operation.FindNextJobs.Next;
import dev.errand.store.operation.Operation;
import dev.errand.store.operation.PostponeOperation;
import dev.errand.store.operation.RecordBatch;
import dev.errand.store.operation.TakeOperation;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import dev.errand.store.sql.StatementRefused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does the batches of operations. A batch is one transaction: it locks the operation, acts on the
 * next jobs and writes down where it is. So whoever is killed has done all of a batch or nothing,
 * another worker goes on, and no job is acted upon twice or left out.
 */
@Singleton
class Batches {
  private static final Logger LOG = Logger.getLogger(Batches.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int BATCH = 500;

  private final Database database;
  private final Clock clock;

  @Inject
  Batches(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The next batch of the operation that waited longest.
   *
   * @return what was done; nothing when there is no operation to do
   */
  Optional<OperationBatch> doNext() {
    var taken = new AtomicReference<@Nullable Operation>();
    try {
      return database.upkeep(sql -> inTransaction(sql, taken)).await().atMost(PATIENCE);
    } catch (RuntimeException failure) {
      @Nullable Operation operation = taken.get();
      if (operation != null) {
        failed(operation, failure);
      }
      throw failure;
    }
  }

  private Uni<Optional<OperationBatch>> inTransaction(
      Sql sql, AtomicReference<@Nullable Operation> taken) {
    return TakeOperation.run(sql)
        .invoke(operation -> taken.set(operation.orElse(null)))
        .chain(
            operation ->
                operation.isPresent()
                    ? act(sql, operation.get()).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }

  private Uni<OperationBatch> act(Sql sql, Operation operation) {
    return FindNextJobs.run(sql, operation, BATCH)
        .chain(next -> act(sql, new OperationBatch(operation, clock.instant()), next));
  }

  private static Uni<OperationBatch> act(Sql sql, OperationBatch batch, Next next) {
    return batch
        .act(sql, next.jobs())
        .chain(
            () ->
                RecordBatch.run(
                    sql,
                    batch.operation(),
                    next.position(),
                    batch.done(),
                    batch.skipped(),
                    next.last()))
        .replaceWith(batch);
  }

  // What PostgreSQL finds wrong it will find wrong again; all else passes.
  private void failed(Operation operation, RuntimeException failure) {
    LOG.warnf("a batch of operation %s was not done: %s", operation.id(), failure);
    boolean hopeless = failure instanceof StatementRefused refused && refused.isRowsFault();
    Sql sql = database.engine();
    Uni<?> after =
        hopeless
            ? EndOperation.run(sql, operation.tenant(), operation.id(), OperationState.FAILED)
            : PostponeOperation.run(sql, operation.tenant(), operation.id());
    after.await().atMost(PATIENCE);
  }
}
