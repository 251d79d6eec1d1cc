package dev.errand.store.operation;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.timestamp;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.operation.BulkAction;
import dev.errand.model.operation.OperationId;
import dev.errand.model.queue.QueueName;
import dev.errand.store.job.JobFilter;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores an operation for workers to do. */
public final class InsertOperation {
  private static final String SQL =
      """
      /* operation.insert */
      insert into operation (
        id, tenant_id, action, states, type, queue, tag, text, created_from, created_to, ids, total,
        created_by
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      returning %s
      """
          .formatted(OperationRow.COLUMNS);

  private InsertOperation() {}

  /**
   * @param filter of one tenant, and of one queue or of all; its order and place in a list do not
   *     matter
   * @param total how many jobs match
   */
  public static Uni<Operation> run(
      Sql sql, OperationId id, BulkAction action, JobFilter filter, long total, String actor) {
    return sql.run(
            SQL,
            Columns.parameters(
                id.value(),
                Objects.requireNonNull(filter.tenant()).value(),
                action.wire(),
                filter.states().stream().map(JobState::wire).toArray(String[]::new),
                text(filter.type()),
                text(queue(filter)),
                filter.tag(),
                filter.text(),
                timestamp(filter.createdFrom()),
                timestamp(filter.createdTo()),
                column(filter.ids(), UUID[]::new, JobId::value),
                total,
                actor))
        .map(rows -> OperationRow.operation(rows.iterator().next()));
  }

  private static @Nullable QueueName queue(JobFilter filter) {
    if (filter.queues().size() > 1) {
      throw new IllegalArgumentException("an operation is of one queue or of all");
    }
    return filter.queues().isEmpty() ? null : filter.queues().getFirst();
  }

  private static @Nullable String text(@Nullable Object word) {
    return word == null ? null : word.toString();
  }
}
