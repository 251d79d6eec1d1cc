package dev.errand.store.queue;

import dev.errand.model.job.JobId;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.AdmitNext;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets the best pending job of a manual queue run. Its row is written anew, because claims look for
 * such jobs by id.
 *
 * <p>Under the claim lock, after letting in whoever is next of each key: a job that finished just
 * now must not keep the next of its key out, and nobody may let another of that key in while this
 * one is moved.
 */
public final class RunNext {
  private static final int ADMISSIONS = 1000;
  private static final String SQL =
      """
      /* queue.run_next */
      with recursive
      own as materialized (
        select manual, paused_at is not null as paused
        from queue
        where tenant_id = $1 and name = $2
      ),
      found as (
        (
          select type
          from ready
          where tenant_id = $1 and queue = $2
          order by type
          limit 1
        )
        union all
        select following.type
        from found, lateral (
          select r.type
          from ready r
          where r.tenant_id = $1 and r.queue = $2 and r.type > found.type
          order by r.type
          limit 1
        ) as following
      ),
      best as materialized (
        select first.row
        from found
        cross join lateral (
          select r.ctid as row, r.priority, r.place
          from ready r
          where r.tenant_id = $1 and r.queue = $2 and r.type = found.type
            and not exists (select from go_ahead g where g.job_id = r.id)
          order by r.priority desc, r.place
          limit 1
        ) as first
        where exists (select from own where manual and not paused)
        order by first.priority desc, first.place
        limit 1
      ),
      taken as (
        delete from ready
        where ctid = any (array (select row from best))
        returning *
      ),
      put_back as (
        insert into ready (
          tenant_id, queue, type, priority, place, id, attempt, concurrency_key, admitted, moved
        )
        select tenant_id, queue, type, priority, place, id, attempt, concurrency_key, admitted, true
        from taken
      ),
      allowed as (
        insert into go_ahead (job_id, tenant_id, queue)
        select id, tenant_id, queue
        from taken
      ),
      spent as (
        delete from go_ahead g
        where g.tenant_id = $1 and g.queue = $2
          and exists (select from outcome o where o.id = g.job_id)
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state, reason)
        select id, tenant_id, 'run', $3, 'pending', 'pending', 'next of its queue'
        from taken
      )
      select own.manual, own.paused, (select id from taken) as id,
        exists (select from best) as is_found,
        exists (select from ready where tenant_id = $1 and queue = $2) as is_allowed,
        exists (select from in_line where tenant_id = $1 and queue = $2) as is_lined
      from own
      """;

  private RunNext() {}

  /** What a request for the next job met. */
  public sealed interface Result {
    /** That job runs as soon as a worker is free. */
    record Allowed(JobId job) implements Result {}

    /** No job is pending. */
    record Empty() implements Result {}

    /** All that are pending may run already, and wait for a worker. */
    record AllAllowed() implements Result {}

    /** Those that are pending and may not run yet wait in line behind others of their key. */
    record BehindKeys() implements Result {}

    /** The queue runs its jobs by itself. */
    record NotManual() implements Result {}

    /** Nothing of the queue may start. */
    record Paused() implements Result {}

    /** The next job was moved in the same moment: look again. */
    record Missed() implements Result {}
  }

  public static Uni<Result> underLock(
      Database database, TenantId tenant, QueueName queue, String actor) {
    return database.claimingAsTenant(
        tenant,
        sql ->
            Uni.combine()
                .all()
                .unis(AdmitNext.run(sql, ADMISSIONS), run(sql, tenant, queue, actor))
                .with((all, result) -> result));
  }

  private static Uni<Result> run(Sql sql, TenantId tenant, QueueName queue, String actor) {
    return sql.run(SQL, Columns.parameters(tenant.value(), queue.value(), actor))
        .map(rows -> Rows.first(rows, RunNext::result).orElseGet(Result.NotManual::new));
  }

  private static Result result(Row row) {
    @Nullable UUID id = row.getUUID("id");
    if (id != null) {
      return new Result.Allowed(new JobId(id));
    }
    return without(row);
  }

  /** Why no job is let run, as a row tells that says what there is. */
  static Result without(Row row) {
    if (!row.getBoolean("manual")) {
      return new Result.NotManual();
    }
    if (row.getBoolean("paused")) {
      return new Result.Paused();
    }
    if (row.getBoolean("is_found")) {
      return new Result.Missed();
    }
    if (row.getBoolean("is_lined")) {
      return new Result.BehindKeys();
    }
    return row.getBoolean("is_allowed") ? new Result.AllAllowed() : new Result.Empty();
  }
}
