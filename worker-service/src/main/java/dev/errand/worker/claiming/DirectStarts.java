package dev.errand.worker.claiming;

import dev.errand.live.nearby.NearbyWorker;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.job.InsertJobs.Begun;
import dev.errand.store.job.InsertJobs.Direct;
import dev.errand.store.job.InsertJobs.Stored;
import dev.errand.worker.handlers.HandlerRegistry;
import dev.errand.worker.heartbeat.LeaseTiming;
import dev.errand.worker.process.WorkerIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Offers free slots to submissions in the same process. */
@Singleton
class DirectStarts implements NearbyWorker {
  private final ClaimLoop claims;
  private final HandlerRegistry handlers;
  private final LeaseTiming timing;
  private final WorkerIdentity identity;

  @Inject
  DirectStarts(
      ClaimLoop claims, HandlerRegistry handlers, LeaseTiming timing, WorkerIdentity identity) {
    this.claims = claims;
    this.handlers = handlers;
    this.timing = timing;
    this.identity = identity;
  }

  @Override
  public Optional<Offer> offer(List<NewJob> jobs) {
    List<NewJob> fit = jobs.stream().filter(this::mayBegin).toList();
    if (fit.isEmpty() || !claims.reserve(fit.size())) {
      return Optional.empty();
    }
    return Optional.of(new Reserved(fit, System.nanoTime()));
  }

  // A job with a key stands in line, and who is next is decided by the claims alone.
  private boolean mayBegin(NewJob job) {
    return job.start() instanceof NewJob.Start.Now
        && job.concurrencyKey() == null
        && handlers.find(job.type()) != null;
  }

  private final class Reserved implements Offer {
    private final List<NewJob> fit;
    private final long since;

    /**
     * @param since {@link System#nanoTime} from before the insert: leases run from then at most
     */
    private Reserved(List<NewJob> fit, long since) {
      this.fit = fit;
      this.since = since;
    }

    @Override
    public Direct direct() {
      Set<JobId> ids = fit.stream().map(NewJob::id).collect(Collectors.toUnmodifiableSet());
      return new Direct(identity.id(), timing.duration(), ids);
    }

    @Override
    public void accept(Stored stored) {
      List<ClaimedJob> begun = new ArrayList<>();
      for (NewJob job : fit) {
        @Nullable Begun lease = stored.begun().get(job.id());
        if (lease != null) {
          begun.add(ClaimedJob.begun(job, lease.lease()));
        }
      }
      claims.begin(begun, fit.size(), since);
    }

    @Override
    public void withdraw() {
      claims.begin(List.of(), fit.size(), since);
    }
  }
}
