package dev.errand.worker.scheduling;

import static dev.errand.worker.database.WorkerDatabase.get;

import dev.errand.live.chance.IdSource;
import dev.errand.model.job.JobId;
import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.schedule.FindUnplaced;
import dev.errand.store.schedule.ListFires;
import dev.errand.store.schedule.PlaceSchedules;
import dev.errand.store.sql.Database;
import dev.errand.worker.database.WorkerDatabase;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** A migrated database with schedules in it, in the words of a test. */
final class SchedulesDatabase implements AutoCloseable {
  static final TenantId TENANT =
      new TenantId(UUID.fromString("0198f000-0000-7000-8000-000000000001"));
  private static final IdSource IDS = WorkerDatabase::id;

  private final WorkerDatabase data = new WorkerDatabase();

  /** Connections of one more process. */
  Database another() {
    return data.anotherProcess();
  }

  Database database() {
    return data.database();
  }

  /** What fires schedules in one more process. */
  static Firing firing(Database database) {
    return new Firing(database, IDS, new Config(Duration.ofSeconds(30), OptionalInt.empty()));
  }

  record Config(Duration grace, OptionalInt most) implements SchedulesConfig {}

  RowSet<Row> query(String sql, Object... parameters) {
    return data.query(sql, parameters);
  }

  long count(String sql, Object... parameters) {
    return data.count(sql, parameters);
  }

  /**
   * A daily schedule at 02:30 in Berlin since that moment; {@code changes} are assignments in SQL.
   */
  ScheduleId schedule(Instant since, String changes) {
    UUID id = IDS.next();
    query(
        """
        insert into schedule (
          id, tenant_id, name, cron, timezone, dst_gap, dst_overlap, overlap, misfire, catch_up_ms,
          job, job_type, job_queue, job_priority, job_held, job_max_attempts, job_backoff_first_ms,
          job_backoff_cap_ms, job_backoff_factor, job_backoff_jitter, job_data, job_tags, since,
          created_by, created_at)
        values (
          $1, $2, $1::text, '30 2 * * *', 'Europe/Berlin', 'run_after', 'first', 'allow', 'once',
          3600000, '{"type":"noop"}', 'noop', 'default', 5, false, 3, 1000, 600000, 2, 0.2,
          '{"n": 1.50}', '{red}', $3, 'user:test', $3)
        """,
        id,
        TENANT.value(),
        since.atOffset(ZoneOffset.UTC));
    if (!changes.isEmpty()) {
      query("update schedule set " + changes + " where id = $1", id);
    }
    place();
    return new ScheduleId(id);
  }

  /**
   * One that fires every minute, with a fire that was due that long ago by the database's clock.
   */
  ScheduleId dueBy(Duration late, String changes) {
    String timing = "cron = null, every_ms = 60000";
    ScheduleId id =
        schedule(
            Instant.now().minus(Duration.ofDays(2)),
            timing + (changes.isEmpty() ? "" : ", " + changes));
    query(
        """
        update schedule_position p
        set next_fire_at = s.created_at + interval '1 minute'
          * round(extract(epoch from now() - s.created_at) / 60)
        from schedule s
        where s.id = p.schedule_id and p.schedule_id = $1
        """,
        id.value());
    query(
        """
        with shift as (
          select next_fire_at - (now() - $2 * interval '1 millisecond') as by
          from schedule_position where schedule_id = $1
        ),
        begun as (
          update schedule set created_at = created_at - (select by from shift) where id = $1
        )
        update schedule_position set next_fire_at = next_fire_at - (select by from shift)
        where schedule_id = $1
        """,
        id.value(),
        late.toMillis());
    return id;
  }

  /** What the loop of positions does in a round. */
  void place() {
    get(PlaceSchedules.run(database().engine(), get(FindUnplaced.run(database().engine(), 500))));
  }

  List<Fire> fires(ScheduleId schedule) {
    return get(
        database().asTenant(TENANT, sql -> ListFires.run(sql, TENANT, schedule, null, 1000)));
  }

  List<JobId> jobs(ScheduleId schedule) {
    return fires(schedule).reversed().stream().map(Fire::jobId).filter(id -> id != null).toList();
  }

  long storedJobs(ScheduleId schedule) {
    return count("select count(*) from job where schedule_id = $1", schedule.value());
  }

  @Override
  public void close() {
    data.close();
  }
}
