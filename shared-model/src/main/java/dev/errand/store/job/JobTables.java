package dev.errand.store.job;

/** Where a job's state is read from, for statements that need it. */
public final class JobTables {
  /** Looked up one by one: a join would be planned as a scan while statistics say "empty". */
  public static final String JOINED =
      """
      job j
        left join lateral (
          select id, state, attempt, started_at, finished_at, result, error_code, error_message
          from outcome where id = j.id limit 1
        ) as o on true
        left join lateral (
          select id, attempt, started_at, progress, message
          from lease where id = j.id limit 1
        ) as l on true
        left join lateral (
          select id, state, attempt, due_at
          from waiting where id = j.id limit 1
        ) as w on true
      """
          .strip();

  /** A job that stands in none of the three tables is ready: it stands in exactly one. */
  public static final String STATE =
      "coalesce(o.state, case when l.id is not null then 'running' end, w.state, 'pending')";

  /** Attempts begun so far. */
  public static final String ATTEMPT =
      """
      coalesce(o.attempt, l.attempt, w.attempt,
        (select max(a.attempt) from attempt a where a.job_id = j.id), 0)
      """
          .strip();

  private JobTables() {}
}
