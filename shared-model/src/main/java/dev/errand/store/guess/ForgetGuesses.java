package dev.errand.store.guess;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Forgets all wrong guesses at an account whose owner has come. */
@CrossTenant("The subject stands for one account of whichever tenant.")
public final class ForgetGuesses {
  private static final String SQL =
      """
      /* guess.forget */
      delete from guess
      where subject = $1
      """;

  private ForgetGuesses() {}

  public static Uni<Void> run(Sql sql, GuessCount count) {
    return sql.run(SQL, Columns.parameters(Buffer.buffer(count.subject()))).replaceWithVoid();
  }
}
