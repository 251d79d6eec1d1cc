package dev.errand.model.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a schedule fires. */
public sealed interface Timing permits CronSchedule, Interval {

  /**
   * The first fire strictly after that moment; none where the timing has come to its end.
   *
   * <p>The same for every caller: two workers that ask about one moment hear one answer.
   */
  Optional<Instant> nextAfter(Instant moment);

  /** The next fires, at most that many. */
  default List<Instant> nextAfter(Instant moment, int atMost) {
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> next = nextAfter(moment);
    while (next.isPresent() && fires.size() < atMost) {
      fires.add(next.get());
      next = nextAfter(next.get());
    }
    return fires;
  }
}
