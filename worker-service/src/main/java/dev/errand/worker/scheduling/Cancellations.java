package dev.errand.worker.scheduling;

import dev.errand.model.job.JobId;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.CancelJobs.Result;
import dev.errand.store.sql.Sql;
import dev.errand.worker.scheduling.FirePlan.Superseded;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Cancels the jobs of fires that a later one supersedes. */
final class Cancellations {
  private static final String REASON = "a later fire supersedes it";
  // A job that moves between two tables at this moment is met at the next look, or it is over.
  private static final int TRIES = 3;

  private Cancellations() {}

  static Uni<Void> run(Sql sql, List<Superseded> superseded) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Superseded old : superseded) {
      all = all.chain(() -> cancel(sql, old, old.jobs(), TRIES));
    }
    return all;
  }

  private static Uni<Void> cancel(Sql sql, Superseded old, List<JobId> jobs, int tries) {
    return CancelJobs.run(sql, old.tenant(), jobs, old.schedule().actor(), REASON)
        .map(Cancellations::unchanged)
        .chain(
            left ->
                left.isEmpty() || tries == 1
                    ? Uni.createFrom().voidItem()
                    : cancel(sql, old, left, tries - 1));
  }

  private static List<JobId> unchanged(Map<JobId, Result> results) {
    return results.keySet().stream()
        .filter(job -> results.get(job) == Result.UNCHANGED)
        .sorted()
        .toList();
  }
}
