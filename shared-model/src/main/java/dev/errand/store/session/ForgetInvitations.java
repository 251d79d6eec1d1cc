package dev.errand.store.session;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/**
 * Drops invitations that ended a month ago, accepted or not. Until then owners see who has not
 * answered, and can ask again.
 */
@CrossTenant("An invitation that has ended is nobody's.")
public final class ForgetInvitations {
  private static final String SQL =
      """
      /* invitation.forget */
      delete from invitation
      where expires_at < now() - interval '30 days'
      """;

  private ForgetInvitations() {}

  /**
   * @param owner speaks as the tables' owner
   */
  public static Uni<Void> run(Sql owner) {
    return owner.run(SQL, Tuple.tuple()).replaceWithVoid();
  }
}
