package dev.errand.store.session;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/**
 * Drops sign-in sessions and challenges that expired more than a day ago. A session that was
 * revoked stays until then: only so is the reuse of its tokens noticed.
 */
@CrossTenant("Sessions belong to users; an expired one is nobody's.")
public final class ForgetExpired {
  private static final String SESSIONS =
      "/* session.forget */ delete from session where expires_at < now() - interval '1 day'";
  private static final String CHALLENGES =
      "/* challenge.forget */ delete from challenge where expires_at < now() - interval '1 day'";

  private ForgetExpired() {}

  /**
   * @param owner speaks as the tables' owner
   */
  public static Uni<Void> run(Sql owner) {
    return owner
        .run(SESSIONS, Tuple.tuple())
        .chain(() -> owner.run(CHALLENGES, Tuple.tuple()))
        .replaceWithVoid();
  }
}
