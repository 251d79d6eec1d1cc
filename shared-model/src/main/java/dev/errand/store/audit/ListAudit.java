package dev.errand.store.audit;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the log, newest first. Put together from fixed clauses, one for each narrowing. */
@CrossTenant("The log tells an admin of every tenant.")
public final class ListAudit {
  private static final String SQL =
      """
      /* audit.list */
      select %s
      from audit
      where %s
      order by seq desc
      limit %s
      """;

  private ListAudit() {}

  /**
   * @param before the last of the page before; null for the first page
   * @param limit how many at most
   */
  public static Uni<List<AuditRow>> run(
      Sql engine, AuditFilter filter, @Nullable Long before, int limit) {
    var parameters = Tuple.tuple();
    List<String> conditions = new ArrayList<>(List.of("true"));
    narrow(conditions, parameters, "action = ", filter.action());
    narrow(conditions, parameters, "actor = ", filter.actor());
    var tenant = filter.tenant();
    narrow(conditions, parameters, "tenant_id = ", tenant == null ? null : tenant.value());
    narrow(conditions, parameters, "at >= ", Columns.timestamp(filter.from()));
    narrow(conditions, parameters, "at < ", Columns.timestamp(filter.to()));
    narrow(conditions, parameters, "seq < ", before);
    parameters.addValue(limit);
    String statement =
        SQL.formatted(
            AuditRow.COLUMNS, String.join("\n  and ", conditions), "$" + parameters.size());
    return engine.run(statement, parameters).map(rows -> Rows.all(rows, AuditRow::of));
  }

  private static void narrow(
      List<String> conditions, Tuple parameters, String condition, @Nullable Object value) {
    if (value != null) {
      parameters.addValue(value);
      conditions.add(condition + "$" + parameters.size());
    }
  }
}
