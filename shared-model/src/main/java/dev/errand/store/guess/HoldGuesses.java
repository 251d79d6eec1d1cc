package dev.errand.store.guess;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds counts until the transaction ends, so that guesses at the same subject are counted one
 * after another, and says how long the next one has to wait.
 */
@CrossTenant("Nobody has signed in yet, so there is no tenant.")
public final class HoldGuesses {
  // Ordered: two guesses that share an account and an address must not wait for each other.
  private static final String SQL =
      """
      /* guess.hold */
      insert into guess as held (subject, at)
      select subject, coalesce($2::timestamptz, clock_timestamp())
      from unnest($1::bytea[]) as asked (subject)
      order by subject
      on conflict (subject) do update
        set at = held.at
      returning ceil(
          extract(
            epoch from held.blocked_until - coalesce($2::timestamptz, clock_timestamp())
          ) * 1000
        )::bigint as wait
      """;

  private HoldGuesses() {}

  /**
   * @param now null for the database's clock
   * @return zero when a guess may be made now
   */
  public static Uni<Duration> run(Sql transaction, List<GuessCount> counts, @Nullable Instant now) {
    return transaction
        .run(
            SQL,
            Columns.parameters(
                Columns.column(counts, Buffer[]::new, count -> Buffer.buffer(count.subject())),
                Columns.timestamp(now)))
        .map(
            rows ->
                Rows.all(rows, row -> row.getLong("wait") == null ? 0 : row.getLong("wait"))
                    .stream()
                    .max(Long::compare)
                    .map(longest -> Duration.ofMillis(Math.max(0, longest)))
                    .orElse(Duration.ZERO));
  }
}
