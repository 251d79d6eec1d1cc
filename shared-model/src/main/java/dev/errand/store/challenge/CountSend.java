package dev.errand.store.challenge;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Counts a code that a sign-in asks for: each costs somebody a mail or a text message. */
@CrossTenant("Nobody has signed in yet.")
public final class CountSend {
  private static final String SQL =
      """
      /* challenge.send */
      update challenge
      set sends = sends + 1
      where link_hash = $1
        and kind = 'login'
        and sends < 5
        and %s
      returning %s
      """
          .formatted(LivingChallenge.ALIVE, LivingChallenge.COLUMNS);

  private CountSend() {}

  /**
   * @return the sign-in's challenge, if it may have another code
   */
  public static Uni<Optional<LivingChallenge>> run(Sql sql, byte[] linkHash) {
    return sql.run(SQL, Columns.parameters(Buffer.buffer(linkHash)))
        .map(rows -> Rows.first(rows, LivingChallenge::of));
  }
}
