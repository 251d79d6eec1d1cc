package dev.errand.api.queues;

import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lease.ClaimJobs;
import dev.errand.store.lease.ClaimJobs.Claim;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.Rotation;
import dev.errand.store.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a worker would claim: the API's tests have none. */
final class Claims {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private Claims() {}

  /** Claims until it gets that job. */
  static ClaimedJob until(Database database, String job) {
    var claimant = new Claimant(1, List.of("noop"), Duration.ofMinutes(5), 50);
    long end = System.nanoTime() + PATIENCE.toNanos();
    Rotation rotation = Rotation.START;
    while (System.nanoTime() < end) {
      Claim claim =
          ClaimJobs.underLock(database, claimant, 1000, rotation).await().atMost(PATIENCE);
      rotation = claim.reached();
      Optional<ClaimedJob> wanted =
          claim.jobs().stream()
              .filter(claimed -> claimed.lease().job().toString().equals(job))
              .findFirst();
      if (wanted.isPresent()) {
        return wanted.get();
      }
    }
    throw new AssertionError(job + " is not to be had");
  }
}
