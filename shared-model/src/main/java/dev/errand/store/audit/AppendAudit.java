package dev.errand.store.audit;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/**
 * Appends to the log. The table's trigger numbers and chains the row; transactions that append wait
 * for each other from here to their commit, so it is the last thing that one does.
 */
public final class AppendAudit {
  private static final String SQL =
      """
      /* audit.append */
      insert into audit (
        actor_kind, actor, actor_name, action, tenant_id, subject, address, detail
      )
      values (
        $1,
        $2,
        coalesce(
          $3,
          (select coalesce(u.email, u.username) from app_user u where u.id = $2),
          (select k.name from api_key k where k.id = $2)
        ),
        $4, $5, $6, $7, $8
      )
      """;

  private AppendAudit() {}

  /**
   * @param engine speaks as the engine, in the transaction of what is recorded where there is one
   */
  public static Uni<Void> run(Sql engine, AuditEntry entry) {
    return engine
        .run(
            SQL,
            Columns.parameters(
                entry.kind().wire(),
                entry.actor(),
                entry.actorName(),
                entry.action(),
                entry.tenant(),
                entry.subject(),
                entry.address(),
                entry.detail()))
        .replaceWithVoid();
  }
}
