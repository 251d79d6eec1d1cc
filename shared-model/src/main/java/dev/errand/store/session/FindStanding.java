package dev.errand.store.session;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import java.util.Optional;
import java.util.UUID;

/** How the user of a session stands now, whatever its access token said when it was made. */
@CrossTenant("Asked before we know that the caller's claim to a tenant still holds.")
public final class FindStanding {
  private static final String SQL =
      """
      /* session.standing */
      select u.role, u.admin
      from session s
      join app_user u on u.id = s.user_id
      where s.id = $1
        and s.user_id = $2
        and s.revoked_at is null
        and u.active
      """;

  private FindStanding() {}

  /** What the user may do now. */
  public record Standing(String role, boolean admin) {}

  /**
   * @return nothing when the session was revoked or its user deactivated
   */
  public static Uni<Optional<Standing>> run(Sql sql, UUID session, UUID user) {
    return sql.run(SQL, Columns.parameters(session, user))
        .map(
            rows -> {
              RowIterator<Row> row = rows.iterator();
              return row.hasNext() ? Optional.of(standing(row.next())) : Optional.empty();
            });
  }

  private static Standing standing(Row row) {
    return new Standing(row.getString("role"), row.getBoolean("admin"));
  }
}
