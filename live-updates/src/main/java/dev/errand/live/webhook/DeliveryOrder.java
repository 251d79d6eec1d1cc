package dev.errand.live.webhook;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.RetrySchedule;
import dev.errand.store.webhook.InsertDeliveries.NewDelivery;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the job that carries a delivery out is asked for. It stands in the line of its endpoint, so
 * that one which hangs delays no other.
 *
 * @param delivery which has the same id as the job
 */
public record DeliveryOrder(UUID delivery) {
  /** The type of the jobs. */
  public static final String TYPE = "errand.webhook";

  private static final QueueName QUEUE = new QueueName("webhooks");
  private static final String ACTOR = "errand";
  // For attempts that did not get as far as to say when the next one is due.
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(5), 10, Duration.ofHours(8), 0.1);
  private static final Duration ATTEMPT = Duration.ofMinutes(1);

  /**
   * The job of a delivery, to be stored in the same transaction.
   *
   * @param traceparent of the job that the message is about
   */
  public static NewJob job(NewDelivery delivery, @Nullable String traceparent) {
    JobId id = delivery.id();
    return new NewJob(
        id,
        TenantId.SYSTEM,
        ACTOR,
        new JobType(TYPE),
        QUEUE,
        Priority.NORMAL,
        Start.NOW,
        RetrySchedule.ATTEMPTS,
        BACKOFF,
        "{\"delivery\":\"" + id + "\"}",
        null,
        null,
        null,
        List.of(),
        null,
        ATTEMPT,
        traceparent,
        delivery.webhook().toString(),
        null,
        null);
  }
}
