package dev.errand.store.session;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/**
 * Drops sign-in sessions and challenges that have been over for a day, and authenticator apps that
 * nobody confirmed. A session without its row is over like one that was revoked.
 */
@CrossTenant("Sessions belong to users; one that is over is nobody's.")
public final class ForgetExpired {
  private static final String SESSIONS =
      """
      /* session.forget */
      delete from session
      where least(expires_at, revoked_at) < now() - interval '1 day'
      """;
  private static final String CHALLENGES =
      """
      /* challenge.forget */
      delete from challenge
      where least(expires_at, used_at) < now() - interval '1 day'
      """;
  private static final String UNCONFIRMED =
      """
      /* totp.forget */
      delete from totp
      where confirmed_at is null
        and created_at < now() - interval '1 day'
      """;

  private ForgetExpired() {}

  /**
   * @param owner speaks as the tables' owner
   */
  public static Uni<Void> run(Sql owner) {
    return owner
        .run(SESSIONS, Tuple.tuple())
        .chain(() -> owner.run(CHALLENGES, Tuple.tuple()))
        .chain(() -> owner.run(UNCONFIRMED, Tuple.tuple()))
        .replaceWithVoid();
  }
}
