package dev.errand.store.idempotency;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Keeps the answer to a key, in the transaction of what it answers. Of two requests with one key
 * the second waits here for the first to commit and then fails on the constraint {@value
 * #USED_ONCE}.
 */
public final class RecordAnswer {
  public static final String USED_ONCE = "an_idempotency_key_is_used_once";

  private static final String SQL =
      """
      /* idempotency.record */
      insert into idempotency (
        tenant_id, route, key, request_hash, status, location, version, body
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private RecordAnswer() {}

  public static Uni<Void> run(
      Sql sql, TenantId tenant, String route, String key, RecordedAnswer answer) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(),
                route,
                key,
                Buffer.buffer(answer.requestHash()),
                (short) answer.status(),
                answer.location(),
                answer.version(),
                answer.body()))
        .replaceWithVoid();
  }
}
