package dev.errand.worker.scheduling;

import dev.errand.model.job.JobId;
import dev.errand.store.job.CancelJob;
import dev.errand.store.sql.Sql;
import dev.errand.worker.scheduling.FirePlan.Superseded;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Cancels the jobs of fires that a later one supersedes. */
final class Cancellations {
  // A job that moves between two tables at this moment is met at the next look, or it is over.
  private static final int TRIES = 3;

  private Cancellations() {}

  static Uni<Void> run(Sql sql, List<Superseded> superseded) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Superseded old : superseded) {
      for (JobId job : old.jobs()) {
        all = all.chain(() -> cancel(sql, old, job, TRIES));
      }
    }
    return all;
  }

  private static Uni<Void> cancel(Sql sql, Superseded old, JobId job, int tries) {
    return CancelJob.run(sql, old.tenant(), job, old.schedule().actor())
        .chain(
            result ->
                result == CancelJob.Result.UNCHANGED && tries > 1
                    ? cancel(sql, old, job, tries - 1)
                    : Uni.createFrom().voidItem());
  }
}
