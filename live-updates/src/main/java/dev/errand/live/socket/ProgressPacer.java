package dev.errand.live.socket;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a job's progress through at most so often; the last value always gets through. */
final class ProgressPacer {
  private final Duration every;
  private final Map<JobId, Pace> paces = new HashMap<>();

  ProgressPacer(Duration every) {
    this.every = every;
  }

  private static final class Pace {
    Instant next;
    JobEvent.@Nullable Progressed waiting;

    Pace(Instant next) {
      this.next = next;
    }
  }

  /** Whether it may go now; otherwise the newest that came is kept for {@link #due}. */
  boolean admit(JobEvent.Progressed progress, Instant now) {
    Pace pace = paces.get(progress.job());
    if (pace == null) {
      paces.put(progress.job(), new Pace(now.plus(every)));
      return true;
    }
    if (now.isBefore(pace.next)) {
      pace.waiting = progress;
      return false;
    }
    pace.waiting = null;
    pace.next = now.plus(every);
    return true;
  }

  /** Progress made before a job changed its state is no news after it. */
  void forget(JobId job) {
    paces.remove(job);
  }

  /** What waited long enough. */
  List<JobEvent> due(Instant now) {
    List<JobEvent> due = new ArrayList<>();
    for (Iterator<Pace> all = paces.values().iterator(); all.hasNext(); ) {
      Pace pace = all.next();
      if (now.isBefore(pace.next)) {
        continue;
      }
      if (pace.waiting == null) {
        all.remove();
      } else {
        due.add(pace.waiting);
        pace.waiting = null;
        pace.next = now.plus(every);
      }
    }
    return due;
  }

  boolean isIdle() {
    return paces.isEmpty();
  }
}
