package dev.errand.store.challenge;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Uses a challenge up. Of two at the same time the second waits, and then matches no row. */
@CrossTenant("A challenge belongs to a user, who proves by it who it is.")
public final class UseChallenge {
  private static final String SQL =
      """
      /* challenge.use */
      update challenge
      set used_at = now()
      where id = $1
        and used_at is null
        and expires_at > now()
      """;

  private UseChallenge() {}

  /**
   * @return whether it was unused until now
   */
  public static Uni<Boolean> run(Sql sql, UUID id) {
    return sql.run(SQL, Columns.parameters(id)).map(rows -> rows.rowCount() == 1);
  }
}
