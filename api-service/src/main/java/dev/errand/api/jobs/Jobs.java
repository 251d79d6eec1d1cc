package dev.errand.api.jobs;

import dev.errand.model.attempt.Attempt;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.Job;
import dev.errand.model.job.LogLine;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.ListAttempts;
import dev.errand.store.job.ListHistory;
import dev.errand.store.job.ListJobs;
import dev.errand.store.job.ListLogs;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What people see of stored jobs. A tenant's caller sees its own; an admin sees every job. */
@Singleton
class Jobs {
  private static final int LOG_LINES = 1000;

  private final Database database;
  private final JobLookup lookup;

  @Inject
  Jobs(Database database, JobLookup lookup) {
    this.database = database;
    this.lookup = lookup;
  }

  /** One job, or 404: also for another tenant's. */
  Uni<Job> find(Principal caller, String id) {
    return lookup.find(caller, id);
  }

  Uni<List<Job>> list(Principal caller, JobListQuery.Page page) {
    // One more than the page tells whether there is another.
    int limit = page.limit() + 1;
    @Nullable TenantId tenant = page.filter().tenant();
    return tenant == null || caller.admin()
        ? ListJobs.run(database.engine(), page.filter(), limit)
        : database.asTenant(tenant, sql -> ListJobs.run(sql, page.filter(), limit));
  }

  Uni<List<Attempt>> attempts(Principal caller, String id) {
    return read(caller, id, (sql, job) -> ListAttempts.run(sql, job.tenant(), job.id()));
  }

  Uni<List<HistoryEntry>> history(Principal caller, String id) {
    return read(caller, id, (sql, job) -> ListHistory.run(sql, job.tenant(), job.id()));
  }

  Uni<Items<LogLine>> logs(Principal caller, String id, LogQuery.Checked query) {
    return read(caller, id, (sql, job) -> logs(sql, job, query)).map(Jobs::page);
  }

  // One more than the page tells whether there is another.
  private static Uni<List<LogLine>> logs(Sql sql, Job job, LogQuery.Checked query) {
    return ListLogs.run(sql, job.tenant(), job.id(), query.levels(), query.after(), LOG_LINES + 1);
  }

  private static Items<LogLine> page(List<LogLine> lines) {
    if (lines.size() <= LOG_LINES) {
      return Items.all(lines);
    }
    List<LogLine> page = lines.subList(0, LOG_LINES);
    return new Items<>(page, Long.toString(page.getLast().id()));
  }

  private <T> Uni<T> read(Principal caller, String id, BiFunction<Sql, Job, Uni<T>> statement) {
    return lookup
        .find(caller, id)
        .chain(job -> database.asTenant(job.tenant(), sql -> statement.apply(sql, job)));
  }
}
