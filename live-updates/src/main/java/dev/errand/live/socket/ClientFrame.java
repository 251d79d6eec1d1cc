package dev.errand.live.socket;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client may say. */
sealed interface ClientFrame {

  /**
   * @param after the last {@code seq} that the client has seen, to resume after it
   */
  record Subscribe(String id, Topic topic, OptionalLong after) implements ClientFrame {}

  record Unsubscribe(String id) implements ClientFrame {}

  record Ping() implements ClientFrame {}

  /** What can be subscribed to. */
  sealed interface Topic {

    /** Jobs of the caller's tenant, of another one, or of all: the latter two are for admins. */
    record Jobs(Optional<TenantId> tenant, boolean all, EventFilter filter) implements Topic {}

    /** One job; empty when the id is none, which is answered like a job that is not there. */
    record OneJob(Optional<JobId> job) implements Topic {}
  }
}
