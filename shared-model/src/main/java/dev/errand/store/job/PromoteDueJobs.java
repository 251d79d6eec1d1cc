package dev.errand.store.job;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;

/** Moves scheduled and retrying jobs that are due into their queues. */
@CrossTenant("The engine's own upkeep; moves rows without reading what is in them.")
public final class PromoteDueJobs {
  private static final String SQL =
      """
      /* waiting.promote */
      with due as materialized (
        select ctid as place
        from waiting
        where due_at <= now()
        order by due_at
        limit $1
        for update skip locked
      ),
      moved as (
        delete from waiting
        where ctid = any (array (select place from due))
        returning *
      ),
      queued as (
        insert into ready (
          tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved
        )
        select tenant_id, queue, type, priority, place_at(due_at, id), id, attempt,
          concurrency_key, true
        from moved
      )
      select
        (select count(*) from moved) as moved,
        (select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::bigint
          from waiting where due_at > now()) as next_ms
      """;

  private PromoteDueJobs() {}

  /**
   * What was moved.
   *
   * @param next how long until the next job becomes due; empty when none waits for a time
   */
  public record Promoted(int jobs, Optional<Duration> next) {}

  /**
   * @param limit how many to move at most
   */
  public static Uni<Promoted> run(Sql sql, int limit) {
    return sql.run(SQL, Columns.parameters(limit)).map(rows -> promoted(rows.iterator().next()));
  }

  private static Promoted promoted(Row row) {
    return new Promoted(
        row.getInteger("moved"), Optional.ofNullable(Columns.millis(row, "next_ms")));
  }
}
