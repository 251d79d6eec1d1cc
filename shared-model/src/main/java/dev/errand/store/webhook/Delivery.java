package dev.errand.store.webhook;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.DeliveryState;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery without what was sent and answered.
 *
 * @param message the same for every repetition
 * @param job what it is about; null for a trial
 * @param attempts how often it was sent
 * @param status of the last answer; null if there was none
 * @param error of the last attempt; null if it was taken
 */
public record Delivery(
    JobId id,
    TenantId tenant,
    WebhookId webhook,
    UUID message,
    String event,
    @Nullable JobId job,
    DeliveryState state,
    int attempts,
    @Nullable Integer status,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant finishedAt) {
  static final String COLUMNS =
      """
      d.id, d.tenant_id, d.webhook_id, d.message_id, d.event, d.job_id, d.state, d.attempts,
        d.status, d.error, d.created_at, d.next_attempt_at, d.finished_at
      """
          .strip();

  static Delivery of(Row row) {
    @Nullable UUID job = row.getUUID("job_id");
    @Nullable Short status = row.getShort("status");
    return new Delivery(
        new JobId(row.getUUID("id")),
        new TenantId(row.getUUID("tenant_id")),
        new WebhookId(row.getUUID("webhook_id")),
        row.getUUID("message_id"),
        row.getString("event"),
        job == null ? null : new JobId(job),
        DeliveryState.of(row.getString("state")),
        row.getShort("attempts"),
        status == null ? null : status.intValue(),
        row.getString("error"),
        Objects.requireNonNull(Columns.instant(row, "created_at")),
        Columns.instant(row, "next_attempt_at"),
        Columns.instant(row, "finished_at"));
  }
}
