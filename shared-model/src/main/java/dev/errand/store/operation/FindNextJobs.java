package dev.errand.store.operation;

import dev.errand.model.job.JobId;
import dev.errand.store.job.JobConditions;
import dev.errand.store.job.JobTables;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next jobs of an operation: those that match among the next so many, oldest first. Bounded by
 * what is looked at, not by what matches, so that a rare match costs no longer batch.
 */
@CrossTenant("The filter of an operation always names its tenant.")
public final class FindNextJobs {
  private static final int MOST_SCANNED = 5000;

  private static final String SQL =
      """
      /* operation.next */
      with scanned as materialized (
        select j.id, (%s) as matches
        from %s
        where %s and j.id < %s and j.hidden_at is null
        order by j.tenant_id, j.id
        limit %s
      ),
      matching as (
        select id from scanned where matches order by id limit %s
      )
      select id, true as matches, (select count(*) from scanned) as scanned
      from matching
      union all
      (select id, false, (select count(*) from scanned) from scanned order by id desc limit 1)
      order by matches desc, id
      """;

  private FindNextJobs() {}

  /**
   * What is next.
   *
   * @param position up to where the operation is done when these are; null where it was already
   * @param last whether nothing comes after them
   */
  public record Next(List<JobId> jobs, @Nullable JobId position, boolean last) {}

  /**
   * @param limit how many at most
   */
  public static Uni<Next> run(Sql sql, Operation operation, int limit) {
    var conditions = new JobConditions(operation.filter());
    String statement =
        SQL.formatted(
            conditions.beyondKeys(),
            JobTables.JOINED,
            conditions.ofKeys("j"),
            conditions.parameter(operation.id().bound().value()),
            conditions.parameter(MOST_SCANNED),
            conditions.parameter(limit));
    return sql.run(statement, conditions.parameters()).map(rows -> next(rows, limit));
  }

  private static Next next(RowSet<Row> rows, int limit) {
    List<JobId> jobs = new ArrayList<>(rows.size());
    @Nullable JobId end = null;
    long scanned = 0;
    for (Row row : rows) {
      JobId id = new JobId(row.getUUID("id"));
      scanned = row.getLong("scanned");
      if (row.getBoolean("matches")) {
        jobs.add(id);
      } else {
        end = id;
      }
    }
    // A full batch may have left matches behind; one that is not has seen all that was scanned.
    return jobs.size() == limit
        ? new Next(jobs, jobs.getLast(), false)
        : new Next(jobs, end, scanned < MOST_SCANNED);
  }
}
