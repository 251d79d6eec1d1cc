package dev.errand.store.lease;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.millis;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Cancelled;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.attempt.AttemptOutcome.Snoozed;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.Lease;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.Announcement;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends attempts: each job leaves {@code lease} and goes where its outcome says. An earlier holder's
 * token matches no row, so its word changes nothing. A job that somebody cancelled meanwhile does
 * not go back to wait.
 */
@CrossTenant("A worker serves all tenants; job and lease token name the row.")
public final class FinishAttempts {
  private static final AttemptError CALLED_OFF =
      new AttemptError("cancelled", "the job was cancelled");

  // Rows are looked up one by one and deleted by their place: a join would be planned as a scan
  // once a vacuum has seen the table empty. A heartbeat in between moves a row; it is then missed,
  // and the caller tries those once more.
  private static final String SQL =
      """
      /* lease.finish */
      with ended as materialized (
        select held.place, e.state, e.result, e.error_code, e.error_message, e.delay_ms
        from unnest(
          $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[]
        ) as e(id, token, state, result, error_code, error_message, delay_ms)
        cross join lateral (
          select l.ctid as place
          from lease l
          where l.id = e.id and l.token = e.token and (%s)
          limit 1
        ) as held
      ),
      freed as (
        delete from lease l
        using ended
        where l.ctid = ended.place
        returning l.id, l.token, l.tenant_id, l.queue, l.type, l.priority, l.attempt, l.worker,
          l.started_at, l.concurrency_key, ended.result, ended.error_message, ended.delay_ms,
          case when l.cancel_requested_at is not null
              and ended.state in ('retrying', 'scheduled', 'pending')
            then 'cancelled' else ended.state end as state,
          case when l.cancel_requested_at is not null and ended.state in ('scheduled', 'pending')
            then 'cancelled' else ended.error_code end as error_code
      ),
      final as (
        insert into outcome (id, tenant_id, state, attempt, worker, started_at, finished_at, result,
          error_code, error_message)
        select id, tenant_id, state, attempt, worker, started_at, clock_timestamp(), result,
          case when state = 'failed' then error_code end,
          case when state = 'failed' then error_message end
        from freed
        where state in ('completed', 'failed', 'cancelled')
      ),
      again as (
        insert into waiting (
          id, tenant_id, queue, type, priority, attempt, state, due_at, concurrency_key
        )
        select id, tenant_id, queue, type, (select j.priority from job j where j.id = freed.id),
          case when state = 'retrying' then attempt else attempt - 1 end, state,
          clock_timestamp() + delay_ms * interval '1 millisecond', concurrency_key
        from freed
        where state in ('retrying', 'scheduled')
      ),
      back as (
        insert into ready (tenant_id, queue, type, priority, place, id, attempt, concurrency_key,
          moved)
        select tenant_id, queue, type, priority, id, id, attempt - 1, concurrency_key, true
        from freed
        where state = 'pending'
      ),
      tried as (
        insert into attempt (job_id, attempt, tenant_id, worker, started_at, finished_at,
          error_code, error_message, retry_at)
        select id, attempt, tenant_id, worker, started_at, clock_timestamp(),
          error_code, coalesce(error_message, 'the job was cancelled'),
          case when state = 'retrying'
            then clock_timestamp() + delay_ms * interval '1 millisecond' end
        from freed
        where error_code is not null
      ),
      noted as (
        insert into history (job_id, tenant_id, change, actor, from_state, to_state, reason)
        select f.id, f.tenant_id, case f.state when 'pending' then 'handed_back' else 'snoozed' end,
          coalesce('worker:' || w.name, 'errand'), 'running', f.state,
          'attempt ' || f.attempt || ' is not counted'
        from freed f
        left join worker w on w.id = f.worker
        where f.state = 'scheduled'
          or f.state = 'pending' and f.started_at < clock_timestamp() - interval '1 second'
      ),
      %s,
      %s
      select id, token, state
      from freed
      """;
  private static final String BY_HOLDER = held("l.lease_until > clock_timestamp()");
  // The condition of FindLostLeases again, by the clock of this statement: a heartbeat that came
  // after it was found saves the lease.
  private static final String BY_RESCUER =
      held(
          "l.lease_until <= clock_timestamp()"
              + " or l.cancel_requested_at <= clock_timestamp() - $8 * interval '1 millisecond'");

  private FinishAttempts() {}

  private static String held(String condition) {
    return SQL.formatted(
        condition,
        Announcement.listeners("freed"),
        Announcement.of("freed", "'job.' || state", "state"));
  }

  /** One attempt and how it ended. */
  public record Ending(Lease lease, AttemptOutcome outcome) {
    /** Where the job goes. */
    public JobState state() {
      return switch (outcome) {
        case Completed done -> JobState.COMPLETED;
        case Failed failed -> JobState.FAILED;
        case Cancelled cancelled -> JobState.CANCELLED;
        case Retried retried -> JobState.RETRYING;
        case Snoozed snoozed -> JobState.SCHEDULED;
        case Released released -> JobState.PENDING;
      };
    }

    /** Why it did not succeed; null where that is not an error. */
    public @Nullable AttemptError error() {
      return switch (outcome) {
        case Failed failed -> failed.error();
        case Retried retried -> retried.error();
        case Cancelled cancelled -> CALLED_OFF;
        case Completed done -> null;
        case Snoozed snoozed -> null;
        case Released released -> null;
      };
    }

    @Nullable Duration delay() {
      return switch (outcome) {
        case Retried retried -> retried.delay();
        case Snoozed snoozed -> snoozed.delay();
        case Completed done -> null;
        case Failed failed -> null;
        case Cancelled cancelled -> null;
        case Released released -> null;
      };
    }

    @Nullable String result() {
      return outcome instanceof Completed done ? done.result() : null;
    }
  }

  /**
   * Ends attempts by the word of their holder. Completions alone cost two thirds of what they cost
   * among others.
   *
   * @return where the job of each lease that was held has gone; the others are lost, or a heartbeat
   *     moved their row
   */
  public static Uni<Map<Lease, JobState>> run(Sql sql, List<Ending> endings) {
    if (endings.stream().allMatch(ending -> ending.outcome() instanceof Completed)) {
      return CompleteAttempts.run(sql, endings);
    }
    return sql.run(BY_HOLDER, bind(endings)).map(rows -> ended(rows, endings));
  }

  /**
   * Ends attempts whose lease has expired, or whose cancellation was ignored for {@code grace}.
   *
   * @return where the job of each lease that was still lost has gone
   */
  public static Uni<Map<Lease, JobState>> rescue(Sql sql, List<Ending> endings, Duration grace) {
    return sql.run(BY_RESCUER, bind(endings).addLong(grace.toMillis()))
        .map(rows -> ended(rows, endings));
  }

  private static Tuple bind(List<Ending> endings) {
    return Columns.parameters(
        column(endings, UUID[]::new, ending -> ending.lease().job().value()),
        column(endings, Long[]::new, ending -> ending.lease().token().value()),
        column(endings, String[]::new, ending -> ending.state().wire()),
        column(endings, String[]::new, Ending::result),
        column(endings, String[]::new, FinishAttempts::code),
        column(endings, String[]::new, FinishAttempts::message),
        column(endings, Long[]::new, ending -> millis(ending.delay())));
  }

  private static @Nullable String code(Ending ending) {
    @Nullable AttemptError error = ending.error();
    return error == null ? null : error.code();
  }

  private static @Nullable String message(Ending ending) {
    @Nullable AttemptError error = ending.error();
    return error == null ? null : error.message();
  }

  /** What proves a lease. */
  record Key(UUID job, long token) {
    static Key of(Lease lease) {
      return new Key(lease.job().value(), lease.token().value());
    }
  }

  private static Map<Lease, JobState> ended(Iterable<Row> rows, List<Ending> endings) {
    Map<Key, JobState> found = new HashMap<>();
    for (Row row : rows) {
      found.put(
          new Key(row.getUUID(0), row.getLong(1)), JobState.of(row.getString(2)).orElseThrow());
    }
    Map<Lease, JobState> ended = new HashMap<>();
    for (Ending ending : endings) {
      Lease lease = ending.lease();
      @Nullable JobState state = found.get(Key.of(lease));
      if (state != null) {
        ended.put(lease, state);
      }
    }
    return ended;
  }
}
