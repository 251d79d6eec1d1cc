package dev.errand.model.webhook;

import dev.errand.model.job.JobState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A change of a job that an endpoint may want to hear of. */
public enum WebhookEvent {
  SUBMITTED("job.submitted", JobState.PENDING),
  STARTED("job.started", JobState.RUNNING),
  COMPLETED("job.completed", JobState.COMPLETED),
  FAILED("job.failed", JobState.FAILED),
  CANCELLED("job.cancelled", JobState.CANCELLED),
  RETRYING("job.retrying", JobState.RETRYING);

  /** What a trial message is of. */
  public static final String TEST = "webhook.test";

  private final String wire;
  private final JobState state;

  WebhookEvent(String wire, JobState state) {
    this.wire = wire;
    this.state = state;
  }

  public String wire() {
    return wire;
  }

  /** The state that the job has by it; a job may also be submitted for later, or held. */
  public JobState state() {
    return state;
  }

  public static Optional<WebhookEvent> of(String wire) {
    return Arrays.stream(values()).filter(event -> event.wire.equals(wire)).findFirst();
  }

  public static List<String> wires() {
    return Arrays.stream(values()).map(WebhookEvent::wire).toList();
  }
}
