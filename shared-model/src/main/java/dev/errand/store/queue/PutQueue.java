package dev.errand.store.queue;

import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.QueueName;
import dev.errand.model.queue.RateLimit;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.HoldLeases;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Sets a queue's limits, under the claim lock: what runs already counts from the next claim on, and
 * what was let in by other limits is looked at again.
 *
 * <p>No job moves when a queue becomes manual or stops being so: the claim looks at this row.
 */
public final class PutQueue {
  private static final String SQL =
      """
      /* queue.put */
      with before as materialized (
        select version, coalesce(per_key_concurrency, 1) as per_key
        from queue
        where tenant_id = $1 and name = $2
      ),
      stored as (
        insert into queue as q (
          tenant_id, name, concurrency, rate_count, rate_per_ms, per_key_concurrency, manual
        )
        select $1::uuid, $2::text, $3::int, $4::int, $5::bigint, $6::int, $7::boolean
        where $8::int is null or $8 = 0 or exists (select from before)
        on conflict (tenant_id, name) do update
          set concurrency = excluded.concurrency,
            rate_count = excluded.rate_count,
            rate_per_ms = excluded.rate_per_ms,
            per_key_concurrency = excluded.per_key_concurrency,
            manual = excluded.manual,
            version = q.version + 1
          where $8::int is null or q.version = $8
        returning concurrency, per_key_concurrency, manual
      ),
      counted as (
        update lease
        set limited = true
        where tenant_id = $1 and queue = $2 and not limited
          and exists (select from stored where concurrency is not null)
      ),
      recalled as (
        delete from go_ahead
        where tenant_id = $1 and queue = $2 and exists (select from stored where not manual)
      ),
      changed as (
        insert into key_change (tenant_id, queue, concurrency_key)
        select $1, $2, line.concurrency_key
        from stored
        cross join lateral (
          select i.concurrency_key
          from in_line i
          where i.tenant_id = $1 and i.queue = $2
          group by i.concurrency_key
          union
          select r.concurrency_key
          from ready r
          where r.tenant_id = $1 and r.queue = $2 and r.concurrency_key is not null
          group by r.concurrency_key
          having count(*) > 1 or exists (
            select
            from lease l
            where l.tenant_id = $1 and l.queue = $2 and l.concurrency_key = r.concurrency_key
          )
        ) as line
        where coalesce(stored.per_key_concurrency, 1)
          <> coalesce((select per_key from before), 1)
      )
      select true as is_stored
      from stored
      """;

  private PutQueue() {}

  /**
   * @param expected the version that the caller has seen, 0 for a queue without limits; null for
   *     any
   * @return false when it has another version
   */
  public static Uni<Boolean> underLock(
      Database database,
      TenantId tenant,
      QueueName name,
      QueueLimits limits,
      @Nullable Integer expected) {
    return database.claimingAsTenant(
        tenant,
        sql -> {
          Uni<Boolean> stored = run(sql, tenant, name, limits, expected);
          return limits.concurrency() == null ? stored : afterHold(sql, stored);
        });
  }

  // Sent at once: the second sees what those had written for whom the first waited.
  private static Uni<Boolean> afterHold(Sql sql, Uni<Boolean> stored) {
    return Uni.combine()
        .all()
        .unis(HoldLeases.run(sql).replaceWith(true), stored)
        .with((held, done) -> done);
  }

  private static Uni<Boolean> run(
      Sql sql, TenantId tenant, QueueName name, QueueLimits limits, @Nullable Integer expected) {
    @Nullable RateLimit rate = limits.rate();
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(),
                name.value(),
                limits.concurrency(),
                rate == null ? null : rate.count(),
                rate == null ? null : rate.per().toMillis(),
                limits.perKeyConcurrency(),
                limits.manual(),
                expected))
        .map(rows -> rows.size() == 1);
  }
}
