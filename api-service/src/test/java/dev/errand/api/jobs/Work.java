package dev.errand.api.jobs;

import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.lease.Lease;
import dev.errand.store.lease.ClaimJobs;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.Rotation;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** What a worker would do: the API's tests have none. */
record Work(Database database) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Claimant CLAIMANT =
      new Claimant(1, List.of("noop", "simulate"), Duration.ofMinutes(5), 50);

  /** Begins the job, and whatever else is ready. */
  Lease begin(String id) {
    return get(ClaimJobs.underLock(database, CLAIMANT, 1000, Rotation.START)).jobs().stream()
        .map(job -> job.lease())
        .filter(lease -> lease.job().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  void end(Lease lease, AttemptOutcome outcome) {
    get(FinishAttempts.run(database.completions(), List.of(new Ending(lease, outcome))));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
