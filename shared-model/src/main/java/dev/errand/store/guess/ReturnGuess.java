package dev.errand.store.guess;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Takes back one guess that was counted beforehand and turned out not to be wrong. */
@CrossTenant("Nobody has signed in yet, so there is no tenant.")
public final class ReturnGuess {
  private static final String SQL =
      """
      /* guess.return */
      update guess
      set tries = greatest(tries - 1, 0),
        blocked_until = case
          when tries - 1 >= $2::int then blocked_until
        end
      where subject = $1
      """;

  private ReturnGuess() {}

  public static Uni<Void> run(Sql sql, GuessCount count) {
    return sql.run(SQL, Columns.parameters(Buffer.buffer(count.subject()), count.free()))
        .replaceWithVoid();
  }
}
