package dev.errand.live.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobError;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.Progress;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server says, as text. */
@Singleton
class ServerFrames {
  static final String PONG = "{\"type\":\"pong\"}";
  static final String RESYNC = "{\"type\":\"resync\"}";

  private final ObjectMapper mapper;

  ServerFrames(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  private record Hello(String type, UUID user, TenantId tenant, Instant serverTime, long seq) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Subscribed(String type, String id, long seq, @Nullable Job snapshot) {}

  private record Failed(String type, @Nullable String id, String code, String detail) {}

  private record Gap(String type, String sub, long from, long to) {}

  // The parts of a job that changed, under the names that they have in a job.
  private record Changed(
      JobId id,
      TenantId tenant,
      JobType type,
      QueueName queue,
      int priority,
      JobState state,
      int attempt,
      @Nullable JobError error) {}

  private record Moved(JobId id, TenantId tenant, Progress progress) {}

  private record Event(long seq, String event, Instant at, Object data) {}

  String hello(Principal user, Instant now, long seq) {
    return text(new Hello("hello", user.userId(), user.tenant(), now, seq));
  }

  /**
   * @param seq the last before the first event of that subscription
   */
  String subscribed(String id, long seq, @Nullable Job snapshot) {
    return text(new Subscribed("subscribed", id, seq, snapshot));
  }

  String error(RefusedFrame refused) {
    return text(new Failed("error", refused.id(), refused.code(), refused.detail()));
  }

  String gap(String sub, long from, long to) {
    return text(new Gap("gap", sub, from, to));
  }

  /** The part of an event that is the same for all subscriptions. */
  String tail(NumberedEvent numbered) {
    Event event =
        switch (numbered.event()) {
          case JobEvent.StateChanged changed ->
              new Event(numbered.seq(), changed.event(), changed.at(), data(changed));
          case JobEvent.Progressed moved ->
              new Event(
                  numbered.seq(),
                  "job.progress",
                  moved.at(),
                  new Moved(moved.job(), moved.tenant(), moved.progress()));
          case JobEvent.CancelRequested forWorkers ->
              throw new IllegalArgumentException("not for clients");
          case JobEvent.Unblocked forWorkers ->
              throw new IllegalArgumentException("not for clients");
        };
    return text(event).substring(1);
  }

  /** An event for one subscription. */
  static String event(String quotedSub, String tail) {
    return "{\"type\":\"event\",\"sub\":" + quotedSub + "," + tail;
  }

  /** A text as JSON. */
  String quoted(String text) {
    return text((Object) text);
  }

  private static Changed data(JobEvent.StateChanged changed) {
    var error = changed.error();
    return new Changed(
        changed.job(),
        changed.tenant(),
        changed.type(),
        changed.queue(),
        changed.priority(),
        changed.state(),
        changed.attempt(),
        error == null ? null : new JobError(error.code(), error.message(), changed.at()));
  }

  private String text(Object frame) {
    try {
      return mapper.writeValueAsString(frame);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
