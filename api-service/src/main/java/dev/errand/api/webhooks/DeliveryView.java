package dev.errand.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.errand.model.job.JobId;
import dev.errand.store.webhook.Delivery;
import dev.errand.store.webhook.ListSendings.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as people see it.
 *
 * @param messageId the {@code webhook-id}: the same for every repetition
 * @param status of the last answer
 * @param sendings what was sent and what came back; left out in lists
 */
record DeliveryView(
    UUID id,
    UUID webhookId,
    UUID messageId,
    String event,
    @Nullable UUID jobId,
    String state,
    int attempts,
    @Nullable Integer status,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant finishedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SendingView> sendings) {

  /** One attempt. */
  record SendingView(
      int attempt,
      Instant at,
      Duration duration,
      Request request,
      @Nullable Response response,
      @Nullable String error) {}

  /** What was sent. */
  record Request(
      String url,
      @JsonRawValue @Schema(implementation = Object.class) String headers,
      String body) {}

  /** What came back, its body cut after 64 KiB. */
  record Response(
      int status,
      @JsonRawValue @Schema(implementation = Object.class) @Nullable String headers,
      @Nullable String body) {}

  static DeliveryView of(Delivery delivery) {
    return of(delivery, null);
  }

  static DeliveryView of(Delivery delivery, String body, List<Sending> sendings) {
    return of(delivery, sendings.stream().map(sending -> view(sending, body)).toList());
  }

  private static DeliveryView of(Delivery delivery, @Nullable List<SendingView> sendings) {
    @Nullable JobId job = delivery.job();
    return new DeliveryView(
        delivery.id().value(),
        delivery.webhook().value(),
        delivery.message(),
        delivery.event(),
        job == null ? null : job.value(),
        delivery.state().wire(),
        delivery.attempts(),
        delivery.status(),
        delivery.error(),
        delivery.createdAt(),
        delivery.nextAttemptAt(),
        delivery.finishedAt(),
        sendings);
  }

  private static SendingView view(Sending sending, String body) {
    @Nullable Integer status = sending.status();
    return new SendingView(
        sending.attempt(),
        sending.at(),
        sending.duration(),
        new Request(sending.url(), sending.requestHeaders(), body),
        status == null
            ? null
            : new Response(status, sending.responseHeaders(), sending.responseBody()),
        sending.error());
  }
}
