package dev.errand.store.guess;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts one guess that was not looked at yet, as if it were wrong. Runs after {@link HoldGuesses}
 * in its transaction.
 */
@CrossTenant("Nobody has signed in yet, so there is no tenant.")
public final class CountGuesses {
  // Saturating: 2^20 times any delay is longer than the longest, and no count is worth more.
  private static final String SQL =
      """
      /* guess.count */
      with counted as (
        select held.subject,
          asked.free,
          asked.first,
          asked.longest,
          coalesce($6::timestamptz, clock_timestamp()) as now,
          least(
            1 + greatest(
              0,
              held.tries - floor(
                extract(epoch from coalesce($6::timestamptz, clock_timestamp()) - held.at)
                  * 1000 / asked.forgetting
              )
            ),
            1000000
          )::int as tries
        from unnest($1::bytea[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[])
          as asked (subject, free, first, longest, forgetting)
        join guess held on held.subject = asked.subject
      )
      update guess
      set tries = counted.tries,
        at = counted.now,
        blocked_until = case
          when counted.tries >= counted.free then counted.now + least(
            counted.longest,
            counted.first * 2 ^ least(counted.tries - counted.free, 20)
          ) * interval '1 millisecond'
        end
      from counted
      where guess.subject = counted.subject
      """;

  private CountGuesses() {}

  /**
   * @param now null for the database's clock
   */
  public static Uni<Void> run(Sql transaction, List<GuessCount> counts, @Nullable Instant now) {
    return transaction
        .run(
            SQL,
            Columns.parameters(
                Columns.column(counts, Buffer[]::new, count -> Buffer.buffer(count.subject())),
                Columns.column(counts, Integer[]::new, GuessCount::free),
                millis(counts.stream().map(GuessCount::first).toList()),
                millis(counts.stream().map(GuessCount::longest).toList()),
                millis(counts.stream().map(GuessCount::forgetting).toList()),
                Columns.timestamp(now)))
        .replaceWithVoid();
  }

  private static Long[] millis(List<Duration> durations) {
    return Columns.column(durations, Long[]::new, Duration::toMillis);
  }
}
