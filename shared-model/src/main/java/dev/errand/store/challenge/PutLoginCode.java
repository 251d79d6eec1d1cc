package dev.errand.store.challenge;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives a sign-in the code that is about to be sent, in place of the one before. The tries are
 * those of the sign-in: a new code brings no new ones. A job that is late changes nothing.
 */
@CrossTenant("Nobody has signed in yet.")
public final class PutLoginCode {
  private static final String SQL =
      """
      /* challenge.put-code */
      update challenge
      set code_hash = $2, sent_by = $3
      where id = $1
        and kind = 'login'
        and (sent_by is null or sent_by <= $3)
        and %s
      returning user_id
      """
          .formatted(LivingChallenge.ALIVE);

  private PutLoginCode() {}

  /**
   * @param job that sends it
   * @return whose code it is; nothing when there is no use for it any more
   */
  public static Uni<Optional<UUID>> run(Sql sql, UUID challenge, byte[] codeHash, UUID job) {
    return sql.run(SQL, Columns.parameters(challenge, Buffer.buffer(codeHash), job))
        .map(rows -> Rows.first(rows, row -> row.getUUID("user_id")));
  }
}
