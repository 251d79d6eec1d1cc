package dev.errand.store.webhook;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.DeliveryState;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes down what was sent and what came back. An attempt that is recorded again is the same. */
public final class RecordAttempt {
  private static final String SQL =
      """
      /* delivery.record */
      with logged as (
        insert into webhook_attempt (delivery_id, attempt, tenant_id, at, duration_ms, url,
          request_headers, status, response_headers, response_body, error)
        values ($2, $3, $1, clock_timestamp() - $4::bigint * interval '1 millisecond', $4::bigint, $5,
          $6, $7, $8, $9, $10)
        on conflict (delivery_id, attempt) do update
        set status = excluded.status, error = excluded.error, duration_ms = excluded.duration_ms,
          response_headers = excluded.response_headers, response_body = excluded.response_body
      )
      update webhook_delivery
      set attempts = greatest(attempts, $3), status = $7, error = $10, state = $11,
        next_attempt_at = clock_timestamp() + $12::bigint * interval '1 millisecond',
        finished_at = case when $11 <> 'pending' then clock_timestamp() end
      where tenant_id = $1 and id = $2
      """;

  private RecordAttempt() {}

  /**
   * What came back.
   *
   * @param requestHeaders JSON, as are those of the response
   * @param status null if there was no answer
   * @param error what was wrong; null if it was taken
   */
  public record Attempt(
      int number,
      Duration duration,
      String url,
      String requestHeaders,
      @Nullable Integer status,
      @Nullable String responseHeaders,
      @Nullable String responseBody,
      @Nullable String error) {}

  /**
   * @param now how far the delivery is by it
   * @param pause how long until it is sent again; null if it is not
   */
  public static Uni<Void> run(
      Sql sql,
      TenantId tenant,
      JobId delivery,
      Attempt attempt,
      DeliveryState now,
      @Nullable Duration pause) {
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(),
                delivery.value(),
                (short) attempt.number(),
                attempt.duration().toMillis(),
                attempt.url(),
                attempt.requestHeaders(),
                attempt.status() == null ? null : attempt.status().shortValue(),
                attempt.responseHeaders(),
                attempt.responseBody(),
                attempt.error(),
                now.wire(),
                Columns.millis(pause)))
        .replaceWithVoid();
  }
}
