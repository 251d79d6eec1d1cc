package dev.errand.worker.execution;

import dev.errand.model.job.JobId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The attempts whose leases this process holds: claimed, running, or about to be written. */
@Singleton
public class Attempts {
  private final ConcurrentMap<JobId, RunningAttempt> held = new ConcurrentHashMap<>();

  public void add(RunningAttempt attempt) {
    held.put(attempt.job().lease().job(), attempt);
  }

  /** Forgets an attempt; a later one of the same job stays. */
  public void remove(RunningAttempt attempt) {
    held.remove(attempt.job().lease().job(), attempt);
  }

  public @Nullable RunningAttempt find(JobId job) {
    return held.get(job);
  }

  public Collection<RunningAttempt> all() {
    return held.values();
  }

  public int count() {
    return held.size();
  }
}
