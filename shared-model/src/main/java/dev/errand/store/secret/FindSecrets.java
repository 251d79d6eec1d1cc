package dev.errand.store.secret;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;

/** All secrets of this installation: a handful of keys. */
@CrossTenant("Secrets belong to the installation, not to a tenant.")
public final class FindSecrets {
  private static final String SQL =
      """
      /* secret.find */
      select name, value
      from secret
      order by created_at desc, name
      """;

  private FindSecrets() {}

  /**
   * @return values by name, the newest first
   */
  public static Uni<Map<String, byte[]>> run(Sql sql) {
    return sql.run(SQL, Tuple.tuple())
        .map(
            rows -> {
              Map<String, byte[]> secrets = new LinkedHashMap<>();
              for (Row row : rows) {
                secrets.put(row.getString("name"), row.getBuffer("value").getBytes());
              }
              return secrets;
            });
  }
}
