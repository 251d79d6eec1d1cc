package dev.errand.live.socket;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobState;
import java.util.HashSet;
import java.util.Set;

/**
 * Which jobs a subscriber wants to hear of; an empty set means any. Progress says neither type nor
 * queue, so only the state can keep it away.
 *
 * @param states that a job enters
 * @param limited whether there are queues that it must hear nothing of: then there is no progress
 */
record EventFilter(Set<JobState> states, Set<String> types, Set<String> queues, boolean limited) {
  static final EventFilter ANY = new EventFilter(Set.of(), Set.of(), Set.of());

  EventFilter(Set<JobState> states, Set<String> types, Set<String> queues) {
    this(states, types, queues, false);
  }

  /** The same for somebody who may hear of these queues only. */
  EventFilter within(Set<String> allowed) {
    Set<String> both = new HashSet<>(allowed);
    if (!queues.isEmpty()) {
      both.retainAll(queues);
    }
    return new EventFilter(states, types, both, true);
  }

  boolean matches(JobEvent event) {
    return switch (event) {
      case JobEvent.StateChanged changed ->
          allows(states, changed.state())
              && allows(types, changed.type().value())
              && (limited
                  ? queues.contains(changed.queue().value())
                  : allows(queues, changed.queue().value()));
      case JobEvent.Progressed progressed -> !limited && allows(states, JobState.RUNNING);
      case JobEvent.CancelRequested forWorkers -> false;
      case JobEvent.Unblocked forWorkers -> false;
    };
  }

  private static <T> boolean allows(Set<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
