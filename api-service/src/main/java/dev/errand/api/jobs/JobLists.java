package dev.errand.api.jobs;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobCounts;
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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many jobs at a time. A tenant's caller sees its own; an admin those that the filter names. */
@Singleton
class JobLists {
  private final Database database;

  @Inject
  JobLists(Database database) {
    this.database = database;
  }

  Uni<List<Job>> list(Principal caller, JobListQuery.Page page) {
    // One more than the page tells whether there is another.
    return read(caller, page.filter(), sql -> ListJobs.run(sql, page.filter(), page.limit() + 1));
  }

  Uni<JobCounts> count(Principal caller, JobFilter filter) {
    return read(caller, filter, sql -> CountJobs.run(sql, filter));
  }

  private <T> Uni<T> read(Principal caller, JobFilter filter, Function<Sql, Uni<T>> statement) {
    @Nullable TenantId tenant = filter.tenant();
    return tenant == null || caller.admin()
        ? statement.apply(database.engine())
        : database.asTenant(tenant, statement);
  }
}
