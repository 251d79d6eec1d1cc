package dev.errand.store.queue;

import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueDepth;
import dev.errand.model.queue.QueueName;
import dev.errand.model.queue.QueuePause;
import dev.errand.model.queue.RateLimit;
import dev.errand.store.sql.Columns;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A queue's columns: its settings, joined with what is counted in it. */
final class QueueRow {
  /**
   * Common table expressions on {@code $1}, the tenant: what of each queue waits and what runs.
   * Both tables are read once; neither has an index by queue.
   */
  static final String COUNTED =
      """
      waits as materialized (
        select queue,
          count(*) filter (where state = 'held') as held,
          count(*) filter (where state = 'scheduled') as scheduled,
          count(*) filter (where state = 'retrying') as retrying
        from waiting
        where tenant_id = $1
        group by queue
      ),
      runs as materialized (
        select queue, count(*) as running
        from lease
        where tenant_id = $1
        group by queue
      )
      """
          .strip();

  /**
   * The queues of {@code named (name)}. Counting pending jobs reads the claim index alone; the
   * oldest is found by a walk over its groups of equal type and priority, which are in order of
   * age.
   */
  static final String SELECT =
      """
      select named.name, q.concurrency, q.rate_count, q.rate_per_ms, q.per_key_concurrency,
        coalesce(q.manual, false) as manual, q.paused_at, q.paused_by, q.pause_reason,
        coalesce(q.version, 0) as version,
        coalesce(waits.held, 0) as held, coalesce(waits.scheduled, 0) as scheduled,
        coalesce(waits.retrying, 0) as retrying, coalesce(runs.running, 0) as running,
        ready.jobs + in_line.jobs as pending, heads.next, (
          extract(epoch from clock_timestamp()) * 1000
          - ('x' || left(replace(least(heads.oldest, in_line.oldest), '-', ''), 12))::bit(48)::bigint
        )::bigint as age_ms
      from named
      left join waits on waits.queue = named.name
      left join runs on runs.queue = named.name
      left join lateral (
        select * from queue where tenant_id = $1 and name = named.name limit 1
      ) as q on true
      cross join lateral (
        select count(*) as jobs from ready where tenant_id = $1 and queue = named.name
      ) as ready
      cross join lateral (
        select count(*) as jobs, (
          select place::text collate "C"
          from in_line
          where tenant_id = $1 and queue = named.name
          order by place
          limit 1
        ) as oldest
        from in_line
        where tenant_id = $1 and queue = named.name
      ) as in_line
      cross join lateral (
        with recursive
        head as (
          (
            select type, priority, place, id
            from ready
            where tenant_id = $1 and queue = named.name
            order by type, priority desc, place
            limit 1
          )
          union all
          select following.*
          from head, lateral (
            (
              select type, priority, place, id
              from ready
              where tenant_id = $1 and queue = named.name and type = head.type
                and priority < head.priority
              order by priority desc, place
              limit 1
            )
            union all
            (
              select type, priority, place, id
              from ready
              where tenant_id = $1 and queue = named.name and type > head.type
              order by type, priority desc, place
              limit 1
            )
            limit 1
          ) as following
        )
        select min(place::text collate "C") as oldest,
          (select id from head order by priority desc, place limit 1) as next
        from head
      ) as heads
      order by named.name
      """
          .strip();

  private QueueRow() {}

  static Queue queue(Row row) {
    return new Queue(
        new QueueName(row.getString("name")),
        row.getInteger("concurrency"),
        rate(row),
        row.getInteger("per_key_concurrency"),
        row.getBoolean("manual"),
        pause(row),
        new QueueDepth(
            row.getLong("held"),
            row.getLong("scheduled"),
            row.getLong("pending"),
            row.getLong("running"),
            row.getLong("retrying")),
        Columns.millis(row, "age_ms"),
        row.getUUID("next"),
        row.getInteger("version"));
  }

  private static @Nullable RateLimit rate(Row row) {
    @Nullable Integer count = row.getInteger("rate_count");
    return count == null
        ? null
        : new RateLimit(count, Objects.requireNonNull(Columns.millis(row, "rate_per_ms")));
  }

  private static @Nullable QueuePause pause(Row row) {
    @Nullable Instant at = Columns.instant(row, "paused_at");
    return at == null
        ? null
        : new QueuePause(at, row.getString("paused_by"), row.getString("pause_reason"));
  }
}
