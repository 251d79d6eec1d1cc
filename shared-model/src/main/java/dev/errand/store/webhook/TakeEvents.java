package dev.errand.store.webhook;

import dev.errand.model.job.JobError;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes that are to be told away. To be run in the transaction that makes deliveries of
 * them: they are gone only when those are there. Workers do not wait for each other.
 */
@CrossTenant("The engine's own upkeep; every row keeps its tenant.")
public final class TakeEvents {
  private static final String SQL =
      """
      /* webhook.take_events */
      with taken as (
        delete from webhook_event
        where ctid = any (array (
          select ctid
          from webhook_event
          order by id
          limit $1
          for update skip locked
        ))
        returning id, tenant_id, job_id, event, state, attempt, at
      )
      select t.tenant_id, t.job_id, t.event, t.state, t.attempt, t.at, (
          select j.traceparent from job j where j.id = t.job_id limit 1
        ) as traceparent, tried.error_code, tried.error_message
      from taken t
      left join lateral (
        select a.error_code, a.error_message
        from attempt a
        where a.job_id = t.job_id and a.attempt = t.attempt
        limit 1
      ) as tried on t.state = 'retrying'
      order by t.id
      """;

  private TakeEvents() {}

  /**
   * A change of a job.
   *
   * @param event the word, such as {@code job.completed}
   * @param state the state that the job had by it
   * @param attempt the attempt that it was in
   * @param error why it is tried again, where that is what happened
   */
  public record Event(
      TenantId tenant,
      JobId job,
      String event,
      JobState state,
      int attempt,
      Instant at,
      @Nullable String traceparent,
      @Nullable JobError error) {}

  public static Uni<List<Event>> run(Sql sql, int limit) {
    return sql.run(SQL, Columns.parameters(limit)).map(rows -> Rows.all(rows, TakeEvents::event));
  }

  private static Event event(Row row) {
    Instant at = Objects.requireNonNull(Columns.instant(row, "at"));
    @Nullable String code = row.getString("error_code");
    return new Event(
        new TenantId(row.getUUID("tenant_id")),
        new JobId(row.getUUID("job_id")),
        row.getString("event"),
        JobState.of(row.getString("state")).orElseThrow(),
        row.getShort("attempt"),
        at,
        row.getString("traceparent"),
        code == null ? null : new JobError(code, row.getString("error_message"), at));
  }
}
