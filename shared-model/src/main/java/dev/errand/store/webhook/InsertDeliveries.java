package dev.errand.store.webhook;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes deliveries down, in the transaction that submits the jobs which carry them out. */
public final class InsertDeliveries {
  private static final String SQL =
      """
      /* delivery.insert */
      insert into webhook_delivery (id, tenant_id, webhook_id, message_id, event, job_id, body)
      select *
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[])
      """;

  private InsertDeliveries() {}

  /**
   * A message that is to be sent to one endpoint.
   *
   * @param id its own and its job's
   * @param message what the receiver tells repetitions by
   * @param job what it is about; null for a trial
   */
  public record NewDelivery(
      JobId id,
      TenantId tenant,
      WebhookId webhook,
      UUID message,
      String event,
      @Nullable JobId job,
      String body) {}

  public static Uni<Void> run(Sql sql, List<NewDelivery> deliveries) {
    return sql.run(
            SQL,
            Columns.parameters(
                column(deliveries, UUID[]::new, delivery -> delivery.id().value()),
                column(deliveries, UUID[]::new, delivery -> delivery.tenant().value()),
                column(deliveries, UUID[]::new, delivery -> delivery.webhook().value()),
                column(deliveries, UUID[]::new, NewDelivery::message),
                column(deliveries, String[]::new, NewDelivery::event),
                column(deliveries, UUID[]::new, InsertDeliveries::job),
                column(deliveries, String[]::new, NewDelivery::body)))
        .replaceWithVoid();
  }

  private static @Nullable UUID job(NewDelivery delivery) {
    @Nullable JobId job = delivery.job();
    return job == null ? null : job.value();
  }
}
