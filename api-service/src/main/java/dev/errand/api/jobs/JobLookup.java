package dev.errand.api.jobs;

import dev.errand.api.audit.ForeignActs;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.FindJob;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds the job that a caller names. A tenant's caller finds its own, a key those of its queues; an
 * admin finds every job, and that is recorded.
 */
@Singleton
class JobLookup {
  private final Database database;
  private final ForeignActs foreign;

  @Inject
  JobLookup(Database database, ForeignActs foreign) {
    this.database = database;
    this.foreign = foreign;
  }

  /** One job, or 404: also for another tenant's, and for what is no id at all. */
  Uni<Job> find(Principal caller, String id) {
    return find(caller, parse(id));
  }

  Uni<Job> find(Principal caller, JobId id) {
    return caller.admin()
        ? look(caller, id).call(job -> foreign.look(caller, job.tenant()))
        : look(caller, id);
  }

  private Uni<Job> look(Principal caller, JobId id) {
    Uni<Optional<Job>> found =
        caller.admin()
            ? FindJob.run(database.engine(), null, id)
            : database.asTenant(caller.tenant(), sql -> FindJob.run(sql, caller.tenant(), id));
    return found.map(
        job -> job.filter(one -> caller.mayUse(one.queue())).orElseThrow(JobLookup::notFound));
  }

  /**
   * The same for a caller that is about to change it.
   *
   * @param action as the audit log names it
   */
  Uni<Job> findToChange(Principal caller, String id, String action) {
    Uni<Job> found = look(caller, parse(id));
    return caller.admin()
        ? found.call(job -> foreign.change(caller, job.tenant(), action, "job:" + job.id()))
        : found;
  }

  static JobId parse(String id) {
    return JobId.parse(id).orElseThrow(JobLookup::notFound);
  }

  static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such job");
  }

  static <T> Uni<T> refuse(Job job, String verb) {
    return Uni.createFrom()
        .failure(
            new ErrandException(
                ErrorCode.STATE_CONFLICT,
                "the job is %s and cannot be %s".formatted(job.state().wire(), verb)));
  }
}
