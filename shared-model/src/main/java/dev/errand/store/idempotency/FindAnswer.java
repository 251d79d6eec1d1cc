package dev.errand.store.idempotency;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** The answer that a key was given before. */
public final class FindAnswer {
  private static final String SQL =
      """
      /* idempotency.find */
      select request_hash, status, location, version, body
      from idempotency
      where tenant_id = $1 and route = $2 and key = $3
      """;

  private FindAnswer() {}

  public static Uni<Optional<RecordedAnswer>> run(
      Sql sql, TenantId tenant, String route, String key) {
    return sql.run(SQL, Columns.parameters(tenant.value(), route, key))
        .map(rows -> Rows.first(rows, FindAnswer::answer));
  }

  private static RecordedAnswer answer(Row row) {
    return new RecordedAnswer(
        row.getBuffer("request_hash").getBytes(),
        row.getShort("status"),
        row.getString("location"),
        row.getInteger("version"),
        row.getString("body"));
  }
}
