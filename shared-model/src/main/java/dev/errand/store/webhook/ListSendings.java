package dev.errand.store.webhook;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attempts of a delivery, in order, with what was sent and what came back. */
public final class ListSendings {
  private static final String SQL =
      """
      /* delivery.attempts */
      select attempt, at, duration_ms, url, request_headers, status, response_headers,
        response_body, error
      from webhook_attempt
      where tenant_id = $1 and delivery_id = $2
      order by attempt
      """;

  private ListSendings() {}

  /**
   * @param requestHeaders JSON, as are those of the response
   */
  public record Sending(
      int attempt,
      Instant at,
      Duration duration,
      String url,
      String requestHeaders,
      @Nullable Integer status,
      @Nullable String responseHeaders,
      @Nullable String responseBody,
      @Nullable String error) {}

  public static Uni<List<Sending>> run(Sql sql, TenantId tenant, JobId delivery) {
    return sql.run(SQL, Columns.parameters(tenant.value(), delivery.value()))
        .map(rows -> Rows.all(rows, ListSendings::sending));
  }

  private static Sending sending(Row row) {
    @Nullable Short status = row.getShort("status");
    return new Sending(
        row.getShort("attempt"),
        Objects.requireNonNull(Columns.instant(row, "at")),
        Duration.ofMillis(row.getInteger("duration_ms")),
        row.getString("url"),
        row.getString("request_headers"),
        status == null ? null : status.intValue(),
        row.getString("response_headers"),
        row.getString("response_body"),
        row.getString("error"));
  }
}
