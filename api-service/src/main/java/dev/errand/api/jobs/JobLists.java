package dev.errand.api.jobs;

import dev.errand.api.audit.ForeignActs;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobCounts;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.CountJobs;
import dev.errand.store.job.JobFilter;
import dev.errand.store.job.ListJobs;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many jobs at a time. A tenant's caller sees its own; an admin those that the filter names. */
@Singleton
class JobLists {
  private final Database database;
  private final ForeignActs foreign;

  @Inject
  JobLists(Database database, ForeignActs foreign) {
    this.database = database;
    this.foreign = foreign;
  }

  Uni<List<Job>> list(Principal caller, JobListQuery.Page page) {
    // One more than the page tells whether there is another.
    JobFilter filter = allowed(caller, page.filter());
    return read(caller, filter, sql -> ListJobs.run(sql, filter, page.limit() + 1));
  }

  Uni<JobCounts> count(Principal caller, JobFilter asked) {
    JobFilter filter = allowed(caller, asked);
    return read(caller, filter, sql -> CountJobs.run(sql, filter));
  }

  private <T> Uni<T> read(Principal caller, JobFilter filter, Function<Sql, Uni<T>> statement) {
    @Nullable TenantId tenant = filter.tenant();
    return tenant == null || caller.admin()
        ? foreign.look(caller, tenant).chain(() -> statement.apply(database.engine()))
        : database.asTenant(tenant, statement);
  }

  /**
   * The same jobs as far as the caller may see them.
   *
   * @throws ErrandException {@link ErrorCode#FORBIDDEN} when it asks for a queue that it may not
   *     use
   */
  private static JobFilter allowed(Principal caller, JobFilter asked) {
    if (!caller.isLimited()) {
      return asked;
    }
    if (asked.queues().isEmpty()) {
      return asked.ofQueues(
          caller.queues().stream().sorted(Comparator.comparing(QueueName::value)).toList());
    }
    asked.queues().forEach(queue -> JobRules.requireUse(caller, queue));
    return asked;
  }
}
