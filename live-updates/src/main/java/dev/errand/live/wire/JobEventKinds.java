package dev.errand.live.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.errand.model.event.JobEvent;

/**
 * Tells the kinds of {@link JobEvent} apart on a channel. A kind that an older process does not
 * know is read as null and skipped: deploys roll.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobEvent.StateChanged.class, name = "state"),
  @JsonSubTypes.Type(value = JobEvent.Progressed.class, name = "progress"),
  @JsonSubTypes.Type(value = JobEvent.CancelRequested.class, name = "cancel"),
  @JsonSubTypes.Type(value = JobEvent.Unblocked.class, name = "unblocked"),
})
interface JobEventKinds {}
