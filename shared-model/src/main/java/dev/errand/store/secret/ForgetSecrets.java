package dev.errand.store.secret;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Forgets secrets that have a successor. Only the tables' owner may. */
@CrossTenant("Secrets belong to the installation, not to a tenant.")
public final class ForgetSecrets {
  // Superseded when the next one of its kind was made, not when it was made itself.
  private static final String SQL =
      """
      /* secret.forget */
      delete from secret s
      where starts_with(s.name, $1) and s.name <> $2
        and exists (
          select
          from secret next
          where starts_with(next.name, $1) and next.created_at > s.created_at
            and next.created_at <= now() - $3 * interval '1 millisecond'
        )
      """;

  private ForgetSecrets() {}

  /**
   * @param kind what the names begin with
   * @param newest the one that stays in any case
   * @param superseded for how long they must have had a successor
   * @return how many
   */
  public static Uni<Integer> run(Sql sql, String kind, String newest, Duration superseded) {
    return sql.run(SQL, Columns.parameters(kind, newest, superseded.toMillis()))
        .map(rows -> rows.rowCount());
  }
}
