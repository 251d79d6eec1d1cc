package dev.errand.store.operation;

import dev.errand.model.job.JobId;
import dev.errand.model.operation.SkipReason;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes how far an operation is, in the transaction of the batch that brought it there. */
public final class RecordBatch {
  private static final String SQL =
      """
      /* operation.progress */
      update operation
      set position = coalesce($3, position),
        done = $4,
        skipped_for = $5,
        skipped = $6,
        worked_at = clock_timestamp(),
        state = case when $7 then 'completed' else state end,
        finished_at = case when $7 then clock_timestamp() end
      where tenant_id = $1 and id = $2
      """;

  private RecordBatch() {}

  /**
   * @param operation as it was taken; its row is locked
   * @param position the last job that was looked at; null if there was none
   * @param done how many it has acted upon, with this batch
   * @param skipped how many it has left, with this batch
   * @param last whether nothing is left to do
   */
  public static Uni<Void> run(
      Sql sql,
      Operation operation,
      @Nullable JobId position,
      long done,
      Map<SkipReason, Long> skipped,
      boolean last) {
    return sql.run(
            SQL,
            Columns.parameters(
                operation.tenant().value(),
                operation.id().value(),
                position == null ? null : position.value(),
                done,
                skipped.keySet().stream().map(SkipReason::wire).toArray(String[]::new),
                skipped.values().toArray(Long[]::new),
                last))
        .replaceWithVoid();
  }
}
