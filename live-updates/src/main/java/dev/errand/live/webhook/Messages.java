package dev.errand.live.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.job.Job;
import dev.errand.model.webhook.WebhookEvent;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.webhook.TakeEvents.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bodies of messages, as contract §7 has them. */
@Singleton
public class Messages {
  // Receivers expect small bodies; whoever needs more asks for the job.
  private static final int LONGEST_JSON = 16 << 10;

  private final ObjectMapper json;

  @Inject
  public Messages(ObjectMapper json) {
    this.json = json;
  }

  private record Message(String type, Instant timestamp, Object data) {}

  /** Data of a message about a job. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record OfJob(Job job, List<String> leftOut) {}

  private record OfTrial(Trial webhook) {}

  private record Trial(UUID id) {}

  /**
   * What a job's change looks like to a receiver.
   *
   * @param now the job as it stands
   */
  public String ofJob(Event change, Job now) {
    List<String> leftOut = new ArrayList<>();
    String data = brief(now.data(), "data", leftOut);
    String metadata = brief(now.metadata(), "metadata", leftOut);
    String result = change.state().isFinal() ? brief(now.result(), "result", leftOut) : null;
    return write(
        new Message(
            change.event(),
            change.at(),
            new OfJob(asItWas(change, now, data, metadata, result), leftOut)));
  }

  /** What somebody sees who tries an endpoint out. */
  public String ofTrial(Instant at, WebhookId webhook) {
    return write(new Message(WebhookEvent.TEST, at, new OfTrial(new Trial(webhook.value()))));
  }

  private static @Nullable String brief(@Nullable String text, String field, List<String> leftOut) {
    if (text == null || text.length() <= LONGEST_JSON) {
      return text;
    }
    leftOut.add(field);
    return null;
  }

  // It may have gone on since: what came later is left out.
  private static Job asItWas(
      Event change,
      Job now,
      @Nullable String data,
      @Nullable String metadata,
      @Nullable String result) {
    boolean same = now.state() == change.state() && now.attempt() == change.attempt();
    return new Job(
        now.id(),
        now.tenant(),
        now.type(),
        now.name(),
        now.description(),
        now.queue(),
        now.priority(),
        change.state(),
        data,
        metadata,
        now.tags(),
        change.attempt(),
        now.maxAttempts(),
        now.backoff(),
        same ? now.progress() : null,
        result,
        same && now.error() != null ? now.error() : change.error(),
        now.runAt(),
        now.deadlineAt(),
        now.timeout(),
        now.concurrencyKey(),
        now.uniqueKey(),
        now.scheduleId(),
        now.createdBy(),
        now.createdAt(),
        change.attempt() == now.attempt() ? now.startedAt() : null,
        same ? now.finishedAt() : null,
        now.version());
  }

  private String write(Message message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own messages can be written", impossible);
    }
  }
}
