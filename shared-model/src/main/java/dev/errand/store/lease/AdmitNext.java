package dev.errand.store.lease;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/**
 * Lets the next jobs of each key in whose line has moved: by priority, as many as may run side by
 * side. To be run under the claim lock, before the claim: nobody starts or lets in another
 * meanwhile, so counting leases is enough and nothing can leak.
 *
 * <p>A job that was let in but is not running goes back in line when a better one has come.
 */
@CrossTenant("The engine's own upkeep, for the lines of all tenants.")
public final class AdmitNext {
  private static final String SQL =
      """
      /* key.admit */
      with changed as (
        delete from key_change
        where ctid = any (array (select ctid from key_change limit $1))
        returning tenant_id, queue, concurrency_key
      ),
      line as materialized (
        select c.tenant_id, c.queue, c.concurrency_key,
          greatest(0, coalesce(q.per_key_concurrency, 1) - (
            select count(*)
            from lease l
            where l.tenant_id = c.tenant_id and l.queue = c.queue
              and l.concurrency_key = c.concurrency_key
          )) as room
        from (select distinct tenant_id, queue, concurrency_key from changed) as c
        left join lateral (
          select per_key_concurrency
          from queue
          where tenant_id = c.tenant_id and name = c.queue
          limit 1
        ) as q on true
      ),
      inside as materialized (
        select r.ctid as row, line.tenant_id, line.queue, line.concurrency_key, r.priority, r.place
        from line
        cross join lateral (
          select ctid, priority, place
          from ready
          where tenant_id = line.tenant_id and queue = line.queue
            and concurrency_key = line.concurrency_key
        ) as r
      ),
      next as materialized (
        select best.row, best.waits
        from line
        cross join lateral (
          select c.row, c.waits
          from (
            select i.row, false as waits, i.priority, i.place
            from inside i
            where i.tenant_id = line.tenant_id and i.queue = line.queue
              and i.concurrency_key = line.concurrency_key
            union all
            (
              select w.ctid, true, w.priority, w.place
              from in_line w
              where w.tenant_id = line.tenant_id and w.queue = line.queue
                and w.concurrency_key = line.concurrency_key
              order by w.priority desc, w.place
              limit line.room
            )
          ) as c
          order by c.priority desc, c.place
          limit line.room
        ) as best
      ),
      let_in as (
        delete from in_line
        where ctid = any (array (select row from next where waits))
        returning *
      ),
      sent_back as (
        delete from ready
        where ctid = any (array (
          select row from inside where row not in (select row from next where not waits)
        ))
        returning *
      ),
      entered as (
        insert into ready (
          tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved, admitted
        )
        select tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved, true
        from let_in
      ),
      returned as (
        insert into in_line (
          tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved
        )
        select tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved
        from sent_back
      )
      select count(*) < $1 as is_all
      from changed
      """;

  private AdmitNext() {}

  /**
   * @param most notes of lines that have moved to look at
   * @return whether those were all
   */
  public static Uni<Boolean> run(Sql sql, int most) {
    return sql.run(SQL, Columns.parameters(most))
        .map(rows -> rows.iterator().next().getBoolean("is_all"));
  }
}
