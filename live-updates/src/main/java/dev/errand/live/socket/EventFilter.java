package dev.errand.live.socket;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobState;
import java.util.Set;

/**
 * Which jobs a subscriber wants to hear of; an empty set means any. Progress says neither type nor
 * queue, so only the state can keep it away.
 *
 * @param states that a job enters
 */
record EventFilter(Set<JobState> states, Set<String> types, Set<String> queues) {
  static final EventFilter ANY = new EventFilter(Set.of(), Set.of(), Set.of());

  boolean matches(JobEvent event) {
    return switch (event) {
      case JobEvent.StateChanged changed ->
          allows(states, changed.state())
              && allows(types, changed.type().value())
              && allows(queues, changed.queue().value());
      case JobEvent.Progressed progressed -> allows(states, JobState.RUNNING);
      case JobEvent.CancelRequested forWorkers -> false;
      case JobEvent.Unblocked forWorkers -> false;
    };
  }

  private static <T> boolean allows(Set<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
