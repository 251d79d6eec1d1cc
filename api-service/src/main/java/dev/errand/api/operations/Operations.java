package dev.errand.api.operations;

import dev.errand.api.audit.ForeignActs;
import dev.errand.api.jobs.Items;
import dev.errand.api.web.Cursor;
import dev.errand.model.operation.OperationId;
import dev.errand.model.operation.OperationState;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.store.operation.EndOperation;
import dev.errand.store.operation.FindOperation;
import dev.errand.store.operation.ListOperations;
import dev.errand.store.operation.Operation;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations of the caller's tenant; an admin may name any by its id. */
@Singleton
class Operations {
  private final Database database;
  private final ForeignActs foreign;

  @Inject
  Operations(Database database, ForeignActs foreign) {
    this.database = database;
    this.foreign = foreign;
  }

  /** Newest first. */
  Uni<Items<OperationView>> list(Principal caller, @Nullable String cursor, int limit) {
    String list = "operations of " + caller.tenant();
    @Nullable UUID last = Cursor.read(cursor, list);
    @Nullable OperationId after = last == null ? null : new OperationId(last);
    // One more than the page tells whether there is another.
    return database
        .asTenant(
            caller.tenant(), sql -> ListOperations.run(sql, caller.tenant(), after, limit + 1))
        .map(found -> page(caller, found, limit, list));
  }

  // A page of a key that is limited to some queues may be short, or empty, and yet not the last.
  private static Items<OperationView> page(
      Principal caller, List<Operation> found, int limit, String list) {
    List<OperationView> views =
        found.stream()
            .limit(limit)
            .filter(operation -> mayUse(caller, operation))
            .map(OperationView::of)
            .toList();
    return new Items<>(
        views, found.size() > limit ? Cursor.after(found.get(limit - 1).id().value(), list) : null);
  }

  /** One operation, or 404: also for another tenant's. */
  Uni<OperationView> find(Principal caller, String id) {
    return look(caller, parse(id))
        .call(found -> foreign.look(caller, found.tenant()))
        .map(OperationView::of);
  }

  /** Stops it after the batch that is being done; what was done stays done. */
  Uni<OperationView> abort(Principal caller, String id) {
    return look(caller, parse(id))
        .call(
            found ->
                foreign.change(
                    caller, found.tenant(), "operation.abort", "operation:" + found.id()))
        .chain(
            operation ->
                database
                    .asTenant(
                        operation.tenant(),
                        sql ->
                            EndOperation.run(
                                sql, operation.tenant(), operation.id(), OperationState.ABORTED))
                    .chain(
                        ended ->
                            ended.isPresent()
                                ? Uni.createFrom().item(ended.get())
                                : unlessOver(caller, operation.id())))
        .map(OperationView::of);
  }

  private Uni<Operation> unlessOver(Principal caller, OperationId id) {
    return look(caller, id)
        .invoke(
            operation -> {
              if (operation.state() != OperationState.ABORTED) {
                throw new ErrandException(
                    ErrorCode.STATE_CONFLICT,
                    "the operation is %s and cannot be aborted"
                        .formatted(operation.state().wire()));
              }
            });
  }

  private Uni<Operation> look(Principal caller, OperationId id) {
    Uni<Optional<Operation>> found =
        caller.admin()
            ? FindOperation.run(database.engine(), null, id)
            : database.asTenant(
                caller.tenant(), sql -> FindOperation.run(sql, caller.tenant(), id));
    return found.map(
        operation ->
            operation.filter(one -> mayUse(caller, one)).orElseThrow(Operations::notFound));
  }

  private static boolean mayUse(Principal caller, Operation operation) {
    List<QueueName> queues = operation.filter().queues();
    return !caller.isLimited() || !queues.isEmpty() && queues.stream().allMatch(caller::mayUse);
  }

  private static OperationId parse(String id) {
    return OperationId.parse(id).orElseThrow(Operations::notFound);
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such operation");
  }
}
