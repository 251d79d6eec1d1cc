package dev.errand.store.challenge;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.UUID;

/** Notes that somebody knew a password and has yet to prove more. Has no code until one is sent. */
@CrossTenant("Nobody has signed in yet.")
public final class OpenLogin {
  private static final String SQL =
      """
      /* challenge.open-login */
      insert into challenge (id, user_id, kind, link_hash, password_digest, expires_at)
      values ($1, $2, 'login', $3, $4, now() + $5 * interval '1 millisecond')
      """;

  private OpenLogin() {}

  /**
   * A sign-in that is half done.
   *
   * @param linkHash of what the one who signs in is given to go on with
   * @param password digest of the hash of the password that it knew
   */
  public record HalfDone(UUID id, UUID user, byte[] linkHash, byte[] password, Duration lifetime) {
    @Override
    public String toString() {
      return "HalfDone " + id;
    }
  }

  public static Uni<Void> run(Sql sql, HalfDone signIn) {
    return sql.run(
            SQL,
            Columns.parameters(
                signIn.id(),
                signIn.user(),
                Buffer.buffer(signIn.linkHash()),
                Buffer.buffer(signIn.password()),
                signIn.lifetime().toMillis()))
        .replaceWithVoid();
  }
}
