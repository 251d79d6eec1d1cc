package dev.errand.store.challenge;

import dev.errand.model.challenge.ChallengeKind;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes a link and a code work, and ends those of the same kind that the user was sent before.
 *
 * <p>Repeatable: a second run with the same id lets the same link and code live anew, unless they
 * were used or killed meanwhile. One that comes after a newer one changes nothing.
 */
@CrossTenant("A challenge belongs to a user, who proves by it who it is.")
public final class IssueChallenge {
  // In a statement of its own: inside the other it would come after the snapshot, and of two that
  // run at the same time both would live.
  private static final String LOCK =
      "/* challenge.lock */ select pg_advisory_xact_lock(hashtextextended($1, 8))";

  private static final String SQL =
      """
      /* challenge.issue */
      with killed as (
        update challenge
        set used_at = now()
        where user_id = $2::uuid and kind = $3::text and id < $1::uuid and used_at is null
      )
      insert into challenge (id, user_id, kind, email, link_hash, code_hash, expires_at)
      select $1::uuid, $2::uuid, $3::text, $4::text, $5::bytea, $6::bytea,
        now() + $7::bigint * interval '1 millisecond'
      where not exists (
        select
        from challenge newer
        where newer.user_id = $2::uuid and newer.kind = $3::text and newer.id > $1::uuid
      )
      on conflict (id) do update
        set expires_at = excluded.expires_at
        where challenge.used_at is null and challenge.tries < 5
      returning id
      """;

  private IssueChallenge() {}

  /**
   * A challenge as it is about to be mailed.
   *
   * @param id of the job that mails it; ids rise with time
   * @param lifetime from now on
   */
  public record NewChallenge(
      UUID id,
      UUID user,
      ChallengeKind kind,
      String email,
      byte[] linkHash,
      byte[] codeHash,
      Duration lifetime) {
    @Override
    public String toString() {
      return "NewChallenge " + id;
    }
  }

  /**
   * @param transaction an open one
   * @return whether its link and code work now, so that it is worth while to send them
   */
  public static Uni<Boolean> run(Sql transaction, NewChallenge fresh) {
    String line = fresh.user() + " " + fresh.kind().wire();
    return transaction
        .run(LOCK, Columns.parameters(line))
        .chain(
            () ->
                transaction.run(
                    SQL,
                    Columns.parameters(
                        fresh.id(),
                        fresh.user(),
                        fresh.kind().wire(),
                        fresh.email(),
                        Buffer.buffer(fresh.linkHash()),
                        Buffer.buffer(fresh.codeHash()),
                        fresh.lifetime().toMillis())))
        .map(rows -> rows.size() == 1);
  }
}
