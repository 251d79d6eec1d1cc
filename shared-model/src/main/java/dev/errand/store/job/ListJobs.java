package dev.errand.store.job;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of jobs by a filter, in order of submission or its reverse.
 *
 * <p>The statement is put together from fixed clauses, one for each part of the filter that is
 * there, so that PostgreSQL plans for what was asked; values are always parameters.
 */
public final class ListJobs {
  private final Tuple parameters = Tuple.tuple();
  private final List<String> conditions = new ArrayList<>();

  private ListJobs() {
    conditions.add("j.hidden_at is null");
  }

  /**
   * @param limit how many at most
   */
  public static Uni<List<Job>> run(Sql sql, JobFilter filter, int limit) {
    var list = new ListJobs();
    String statement = list.statement(filter, limit);
    return sql.run(statement, list.parameters).map(rows -> Rows.all(rows, JobRow::job));
  }

  private String statement(JobFilter filter, int limit) {
    String order = filter.oldestFirst() ? "asc" : "desc";
    narrow("j.tenant_id = %s", Optional.ofNullable(filter.tenant()).map(TenantId::value));
    narrow("j.type = %s", Optional.ofNullable(filter.type()).map(Object::toString));
    narrow("j.queue = %s", Optional.ofNullable(filter.queue()).map(Object::toString));
    narrow("%s = any(j.tags)", Optional.ofNullable(filter.tag()));
    narrow(
        "(j.id::text = lower(%1$s) or j.name ilike '%%' || %1$s || '%%' escape '~'"
            + " or j.data ilike '%%' || %1$s || '%%' escape '~')",
        Optional.ofNullable(filter.text()).map(ListJobs::literally));
    narrow(
        "j.id >= %s",
        Optional.ofNullable(filter.createdFrom()).map(JobId::firstAt).map(JobId::value));
    narrow(
        "j.id < %s", Optional.ofNullable(filter.createdTo()).map(JobId::firstAt).map(JobId::value));
    narrow(
        filter.oldestFirst() ? "j.id > %s" : "j.id < %s",
        Optional.ofNullable(filter.after()).map(JobId::value));
    if (!filter.states().isEmpty()) {
      conditions.add("(" + String.join(" or ", states(filter)) + ")");
    }
    parameters.addValue(limit);
    return """
    /* job.list */
    select %s
    from %s
    where %s
    order by j.%s %s
    limit $%d
    """
        .formatted(
            JobRow.COLUMNS,
            JobRow.TABLES,
            String.join("\n  and ", conditions),
            filter.tenant() == null ? "id" : "tenant_id, j.id",
            order,
            parameters.size());
  }

  private void narrow(String condition, Optional<?> value) {
    value.ifPresent(
        present -> {
          parameters.addValue(present);
          conditions.add(condition.formatted("$" + parameters.size()));
        });
  }

  private static List<String> states(JobFilter filter) {
    return filter.states().stream().map(ListJobs::state).toList();
  }

  private static String state(JobState state) {
    return switch (state) {
      case PENDING -> "(o.id is null and l.id is null and w.id is null)";
      case RUNNING -> "l.id is not null";
      case HELD, SCHEDULED, RETRYING -> "w.state = '" + state.wire() + "'";
      case COMPLETED, FAILED, CANCELLED -> "o.state = '" + state.wire() + "'";
    };
  }

  // A caller's % and _ mean themselves.
  private static String literally(String text) {
    return text.replace("~", "~~").replace("%", "~%").replace("_", "~_");
  }
}
