package dev.errand.api.jobs;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Wakes requests that wait for a job to become final. */
@Singleton
class JobNews implements JobEventListener {
  private final ConcurrentMap<JobId, Set<CompletableFuture<Void>>> waiting =
      new ConcurrentHashMap<>();

  @Override
  public void on(TenantEvents events) {
    if (waiting.isEmpty()) {
      return;
    }
    for (JobEvent event : events.events()) {
      if (event instanceof JobEvent.StateChanged change && change.state().isFinal()) {
        @Nullable Set<CompletableFuture<Void>> callers = waiting.remove(event.job());
        if (callers != null) {
          callers.forEach(caller -> caller.complete(null));
        }
      }
    }
  }

  /** One request's ear, from now until it is closed. */
  final class Ear implements AutoCloseable {
    private final JobId job;
    private final CompletableFuture<Void> heard = new CompletableFuture<>();

    private Ear(JobId job) {
      this.job = job;
      waiting.computeIfAbsent(job, id -> ConcurrentHashMap.newKeySet()).add(heard);
    }

    /** Done at the first news of a final state, or after that time: look again. */
    Uni<Void> next(Duration atMost) {
      return Uni.createFrom()
          .completionStage(heard.copy())
          .ifNoItem()
          .after(atMost)
          .recoverWithUni(Uni.createFrom().voidItem());
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          job,
          (id, callers) -> {
            callers.remove(heard);
            return callers.isEmpty() ? null : callers;
          });
    }
  }

  Ear listen(JobId job) {
    return new Ear(job);
  }
}
