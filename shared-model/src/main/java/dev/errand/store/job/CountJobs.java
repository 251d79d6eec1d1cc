package dev.errand.store.job;

import dev.errand.model.job.JobCounts;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;

/**
 * Counts jobs by state, exactly and in one moment. The tables of those that are not finished are
 * small, an index knows all jobs and another one those that did not succeed: the completed are what
 * remains, so nobody ever counts the largest table.
 */
@CrossTenant("The filter names the tenant; one that names none is an admin's.")
public final class CountJobs {
  private static final String SQL =
      """
      /* job.count */
      with waits as (
        select w.state, count(*) as jobs
        from %s
        group by w.state
      ),
      ended as (
        select o.state, count(*) as jobs
        from %s and o.state <> 'completed' and not o.hidden
        group by o.state
      ),
      counted as (
        select
          coalesce((select jobs from waits where state = 'held'), 0) as held,
          coalesce((select jobs from waits where state = 'scheduled'), 0) as scheduled,
          (select count(*) from %s) + (select count(*) from %s) as pending,
          (select count(*) from %s) as running,
          coalesce((select jobs from waits where state = 'retrying'), 0) as retrying,
          coalesce((select jobs from ended where state = 'failed'), 0) as failed,
          coalesce((select jobs from ended where state = 'cancelled'), 0) as cancelled,
          (select count(*) from job j where %s) as total
      )
      select held, scheduled, pending, running, retrying,
        total - held - scheduled - pending - running - retrying - failed - cancelled as completed,
        failed, cancelled, total
      from counted
      """;

  private CountJobs() {}

  /**
   * @param filter its states, order and place in a list do not matter
   */
  public static Uni<JobCounts> run(Sql sql, JobFilter filter) {
    var conditions = new JobConditions(filter);
    String statement =
        SQL.formatted(
            in("waiting w", conditions),
            in("outcome o", conditions),
            in("ready r", conditions),
            in("in_line i", conditions),
            in("lease l", conditions),
            conditions.ofJob());
    return sql.run(statement, conditions.parameters()).map(rows -> counts(rows.iterator().next()));
  }

  // A hidden job stands in none of these tables, or its outcome is hidden too.
  private static String in(String table, JobConditions conditions) {
    String alias = table.substring(table.length() - 1);
    return conditions.isOfKeysOnly()
        ? table + " where " + conditions.ofKeys(alias)
        : "%s join job j on j.id = %s.id where %s".formatted(table, alias, conditions.ofJob());
  }

  private static JobCounts counts(Row row) {
    return new JobCounts(
        row.getLong("held"),
        row.getLong("scheduled"),
        row.getLong("pending"),
        row.getLong("running"),
        row.getLong("retrying"),
        row.getLong("completed"),
        row.getLong("failed"),
        row.getLong("cancelled"),
        row.getLong("total"));
  }
}
