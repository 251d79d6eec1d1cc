package dev.errand.worker.webhooks;

import dev.errand.live.webhook.SealedSecrets;
import dev.errand.live.webhook.WebhookSecret;
import dev.errand.model.outgoing.AddressRefused;
import dev.errand.model.outgoing.OutgoingUrl;
import dev.errand.store.webhook.FindDispatch.Dispatch;
import dev.errand.worker.outgoing.OutgoingAnswer;
import dev.errand.worker.outgoing.OutgoingCall;
import dev.errand.worker.outgoing.OutgoingCalls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends one message once, by Standard Webhooks 1.0. */
@Singleton
class Sender {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final OutgoingCalls calls;
  private final SealedSecrets secrets;
  private final Clock clock;

  @Inject
  Sender(OutgoingCalls calls, SealedSecrets secrets, Clock clock) {
    this.calls = calls;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * What was sent and what came of it.
   *
   * @param error why there is no answer; null if there is one
   */
  record Sent(
      Map<String, String> headers,
      Duration took,
      @Nullable OutgoingAnswer answer,
      @Nullable String error) {

    /** How long the receiver asked to be left alone. */
    Optional<Duration> retryAfter(Clock clock) {
      return Optional.ofNullable(answer).flatMap(there -> there.retryAfter(clock));
    }
  }

  Sent send(Dispatch message, Optional<String> traceparent) throws InterruptedException {
    Map<String, String> headers = headers(message, traceparent);
    long begun = System.nanoTime();
    try {
      OutgoingUrl url = OutgoingUrl.parse(message.url());
      var call = new OutgoingCall("POST", url, headers, message.body(), OutgoingCall.LONGEST);
      OutgoingAnswer answer = calls.send(call);
      return new Sent(headers, since(begun), answer, null);
    } catch (AddressRefused refused) {
      return new Sent(headers, since(begun), null, "the url " + refused.reason());
    } catch (IOException failure) {
      return new Sent(headers, since(begun), null, String.valueOf(failure.getMessage()));
    }
  }

  private Map<String, String> headers(Dispatch message, Optional<String> traceparent) {
    long timestamp = clock.instant().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("user-agent", "Errand-Webhooks");
    headers.put("webhook-id", message.message().toString());
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put("webhook-signature", signatures(message, timestamp));
    traceparent.ifPresent(trace -> headers.put("traceparent", trace));
    return headers;
  }

  // Both while a secret is being replaced: the receiver needs to know one of them.
  private String signatures(Dispatch message, long timestamp) {
    String signature = sign(message, message.secret(), timestamp);
    byte @Nullable [] old = message.oldSecret();
    return old == null ? signature : signature + " " + sign(message, old, timestamp);
  }

  private String sign(Dispatch message, byte[] sealed, long timestamp) {
    WebhookSecret secret = secrets.open(message.webhook(), sealed).await().atMost(PATIENCE);
    return secret.sign(message.message().toString(), timestamp, message.body());
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
