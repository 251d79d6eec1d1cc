package dev.errand.store.queue;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;

/** Forgets the settings of a queue in which no job is unfinished. */
public final class DeleteQueue {
  private static final String SQL =
      """
      /* queue.delete */
      with used as materialized (
        select exists (select from ready where tenant_id = $1 and queue = $2)
          or exists (select from in_line where tenant_id = $1 and queue = $2)
          or exists (select from lease where tenant_id = $1 and queue = $2)
          or exists (select from waiting where tenant_id = $1 and queue = $2) as is_used
      ),
      deleted as (
        delete from queue
        where tenant_id = $1 and name = $2 and not (select is_used from used)
        returning name
      ),
      recalled as (
        delete from go_ahead
        where tenant_id = $1 and queue = $2 and exists (select from deleted)
      )
      select is_used, exists (select from deleted) as is_deleted
      from used
      """;

  private DeleteQueue() {}

  /** What a deletion met. */
  public enum Result {
    DELETED,
    /** Some of its jobs are unfinished. */
    IN_USE,
    /** It has no settings and no unfinished job. */
    UNKNOWN
  }

  public static Uni<Result> run(Sql sql, TenantId tenant, QueueName name) {
    return sql.run(SQL, Columns.parameters(tenant.value(), name.value()))
        .map(rows -> result(rows.iterator().next()));
  }

  private static Result result(Row row) {
    if (row.getBoolean("is_used")) {
      return Result.IN_USE;
    }
    return row.getBoolean("is_deleted") ? Result.DELETED : Result.UNKNOWN;
  }
}
