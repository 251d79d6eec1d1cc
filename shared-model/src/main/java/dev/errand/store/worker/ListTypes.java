package dev.errand.store.worker;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The types that some worker has registered. */
@CrossTenant("Types belong to the platform, not to a tenant.")
public final class ListTypes {
  private static final String SQL =
      """
      /* type.list */
      select name, input_schema::text as input_schema, max_attempts
      from job_type
      order by name
      """;

  private ListTypes() {}

  public static Uni<List<KnownType>> run(Sql sql) {
    return sql.run(SQL, Tuple.tuple()).map(rows -> Rows.all(rows, ListTypes::type));
  }

  private static KnownType type(Row row) {
    return new KnownType(
        row.getString("name"), row.getString("input_schema"), row.getShort("max_attempts"));
  }
}
