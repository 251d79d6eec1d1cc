package dev.errand.live.nearby;

import dev.errand.model.job.NewJob;
import dev.errand.store.job.InsertJobs.Direct;
import dev.errand.store.job.InsertJobs.Stored;
import java.util.List;
import java.util.Optional;

/**
 * A worker in the process that takes submissions. While it is idle, a job begins in the statement
 * that stores it. A service that runs apart from its workers has none, and nothing else changes.
 */
public interface NearbyWorker {
  /**
   * Keeps slots free for those of the jobs that it could begin at once.
   *
   * @return nothing when it is busy, or none of them is for it
   */
  Optional<Offer> offer(List<NewJob> jobs);

  /** Slots that wait for the outcome of an insert. To be ended by one of the two. */
  interface Offer {
    /** What to ask of the insert. */
    Direct direct();

    /** Runs the jobs that have begun, after the commit; frees the other slots. */
    void accept(Stored stored);

    /** Frees the slots: nothing was stored, as far as is known. */
    void withdraw();
  }
}
