package dev.errand.api.jobs;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Wakes requests that wait for a job to become final. */
@Singleton
class JobNews implements JobEventListener {
  // Each costs a connection and a look a second: more would be a load of its own.
  static final int MOST_WAITING = 2_000;

  // News can be early, or of an end that somebody has undone: then it must not make us spin.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ConcurrentMap<JobId, Set<CompletableFuture<Void>>> waiting =
      new ConcurrentHashMap<>();
  private final AtomicInteger ears = new AtomicInteger();

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

  /** One request's ear, until it is closed. Prick it up, look, and then wait for the next news. */
  final class Ear implements AutoCloseable {
    private final JobId job;
    private CompletableFuture<Void> heard = CompletableFuture.completedFuture(null);
    private Duration pause = Duration.ZERO;
    private boolean closed;

    private Ear(JobId job) {
      this.job = job;
    }

    /** From now on news counts; what was heard before is forgotten. */
    synchronized void prickUp() {
      if (closed || !heard.isDone()) {
        return;
      }
      heard = new CompletableFuture<>();
      // Added inside compute: a set that has just been woken is not the one we join.
      waiting.compute(
          job,
          (id, callers) -> {
            Set<CompletableFuture<Void>> all =
                callers == null ? ConcurrentHashMap.newKeySet() : callers;
            all.add(heard);
            return all;
          });
    }

    /**
     * Done at the first news of a final state since the ear was pricked up, or after that time:
     * look again. After the first time it takes a moment even when there is news.
     */
    synchronized Uni<Void> next(Duration atMost) {
      Uni<Void> news = Uni.createFrom().completionStage(heard.copy());
      Uni<Void> paced = pause.isZero() ? news : after(pause).chain(() -> news);
      pause = PAUSE;
      return paced.ifNoItem().after(atMost).recoverWithUni(Uni.createFrom().voidItem());
    }

    @Override
    public synchronized void close() {
      if (closed) {
        return;
      }
      closed = true;
      ears.decrementAndGet();
      waiting.computeIfPresent(
          job,
          (id, callers) -> {
            callers.remove(heard);
            return callers.isEmpty() ? null : callers;
          });
    }
  }

  private static Uni<Void> after(Duration pause) {
    return Uni.createFrom().voidItem().onItem().delayIt().by(pause);
  }

  /** An ear for that job; none when too many requests are waiting already. */
  Optional<Ear> listen(JobId job) {
    if (ears.incrementAndGet() > MOST_WAITING) {
      ears.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Ear(job));
  }
}
