package dev.errand.store.challenge;

import dev.errand.model.challenge.ChallengeKind;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** The living challenge of a link. Looking does not use it up. */
@CrossTenant("Who has a link says nothing else about itself.")
public final class FindByLink {
  private static final String SQL =
      """
      /* challenge.find-by-link */
      select %s
      from challenge
      where link_hash = $1
        and kind = any($2)
        and %s
      """
          .formatted(LivingChallenge.COLUMNS, LivingChallenge.ALIVE);

  private FindByLink() {}

  public static Uni<Optional<LivingChallenge>> run(
      Sql sql, byte[] linkHash, Set<ChallengeKind> kinds) {
    return sql.run(SQL, Columns.parameters(Buffer.buffer(linkHash), CountTry.words(kinds)))
        .map(rows -> Rows.first(rows, LivingChallenge::of));
  }
}
