package dev.errand.store.schedule;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.job.JobId;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import dev.errand.store.schedule.RecordFires.NewFire;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.EngineDatabase;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ScheduleTablesTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  private EngineDatabase data;

  @BeforeEach
  void open(TestInfo test) {
    data =
        EngineDatabase.create("schedules_" + Integer.toHexString(test.getDisplayName().hashCode()));
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void aNewScheduleIsPlacedOnceAtItsFirstFire() {
    ScheduleId schedule = insert(tenant());

    place();

    assertThat(get(FindUnplaced.run(data.database().engine(), 10))).isEmpty();
    assertThat(nextFire(schedule)).isEqualTo(SINCE.plusSeconds(60));
  }

  @Test
  void ofTwoWorkersThatPlaceOneScheduleTheSecondChangesNothing() {
    insert(tenant());
    var engine = data.database().engine();
    var seenByBoth = get(FindUnplaced.run(engine, 10));

    assertThat(get(PlaceSchedules.run(engine, seenByBoth))).isOne();
    assertThat(get(PlaceSchedules.run(engine, seenByBoth))).isZero();
  }

  @Test
  void manyDueSchedulesOfOneTenantDoNotDelayAnothers() {
    TenantId busy = tenant();
    for (int i = 0; i < 30; i++) {
      insert(busy);
    }
    ScheduleId other = insert(tenant());
    place();
    data.query(
        "update schedule_position set next_fire_at = next_fire_at + interval '1 day'"
            + " where schedule_id = $1",
        other.value());

    var first = get(data.database().submitting(sql -> TakeDueSchedules.run(sql, null, null, 5)));

    assertThat(first).hasSize(5).extracting(due -> due.id()).contains(other);
  }

  @Test
  void aScheduleThatSomebodyHoldsIsPassedBy() throws Exception {
    ScheduleId schedule = insert(tenant());
    place();
    var held = new CompletableFuture<Void>();
    var free = new CompletableFuture<Void>();
    CompletableFuture<Integer> holder =
        data.database()
            .submitting(
                sql ->
                    TakeDueSchedules.run(sql, null, null, 10)
                        .invoke(() -> held.complete(null))
                        .call(() -> Uni.createFrom().completionStage(free)))
            .map(List::size)
            .subscribeAsCompletionStage();
    held.get(20, TimeUnit.SECONDS);

    var seen = get(data.database().submitting(sql -> TakeDueSchedules.run(sql, null, null, 10)));
    free.complete(null);

    assertThat(seen).isEmpty();
    assertThat(holder.get(20, TimeUnit.SECONDS)).isOne();
    assertThat(nextFire(schedule)).isEqualTo(SINCE.plusSeconds(60));
  }

  @Test
  void whoeverDeletesAScheduleWaitsForItsFireAndDoesNotLockUp() throws Exception {
    ScheduleId schedule = insert(tenant());
    place();
    TenantId owner = tenantOf(schedule);
    var taken = new CompletableFuture<Void>();
    var deleting = new CompletableFuture<Void>();
    CompletableFuture<?> firing =
        data.database()
            .submitting(
                sql ->
                    TakeDueSchedules.run(sql, null, null, 10)
                        .invoke(() -> taken.complete(null))
                        .call(() -> Uni.createFrom().completionStage(deleting))
                        .chain(() -> record(sql, schedule, owner, SINCE.plusSeconds(60))))
            .subscribeAsCompletionStage();
    taken.get(20, TimeUnit.SECONDS);
    CompletableFuture<?> deletion =
        data.database()
            .engine()
            .run("delete from schedule where id = $1", Tuple.of(schedule.value()))
            .subscribeAsCompletionStage();
    deleting.complete(null);

    firing.get(20, TimeUnit.SECONDS);
    deletion.get(20, TimeUnit.SECONDS);
    assertThat(data.count("select count(*) from fire")).isZero();
  }

  @Test
  void aFireIsRecordedOnce() {
    ScheduleId schedule = insert(tenant());
    Instant fireAt = SINCE.plusSeconds(60);
    var engine = data.database().engine();

    assertThat(get(record(engine, schedule, tenantOf(schedule), fireAt))).hasSize(1);
    assertThat(get(record(engine, schedule, tenantOf(schedule), fireAt))).isEmpty();
  }

  @Test
  void theFireOfAnUnfinishedJobIsKeptHoweverOldItIs() {
    ScheduleId schedule = insert(tenant());
    TenantId tenant = tenantOf(schedule);
    JobId unfinished = new Engine(data).submit(tenant);
    var engine = data.database().engine();
    get(RecordFires.run(engine, List.of(new NewFire(schedule, tenant, SINCE, unfinished, null))));
    for (int i = 1; i <= 150; i++) {
      get(record(engine, schedule, tenant, SINCE.plusSeconds(i)));
    }

    get(ForgetFires.run(engine, List.of(schedule)));

    assertThat(data.count("select count(*) from fire")).isEqualTo(101);
    assertThat(data.count("select count(*) from fire where job_id = $1", unfinished.value()))
        .isOne();
  }

  @Test
  void theNextFireIsTheSoonestThatIsNotDueYet() {
    ScheduleId due = insert(tenant());
    ScheduleId soon = insert(tenant());
    place();
    data.query(
        "update schedule_position set next_fire_at = now() + interval '1 hour'"
            + " where schedule_id = $1",
        soon.value());

    assertThat(nextFire(due)).isBefore(Instant.now());
    assertThat(get(FindNextFire.run(data.database().engine())))
        .hasValueSatisfying(
            next -> assertThat(next).isBetween(Duration.ofMinutes(58), Duration.ofHours(1)));
  }

  @Test
  void securityKeepsSchedulesAndFiresOfTenantsApart() {
    ScheduleId schedule = insert(tenant());
    TenantId owner = tenantOf(schedule);
    place();
    get(record(data.database().engine(), schedule, owner, SINCE));

    for (String table : List.of("schedule", "schedule_position", "fire")) {
      assertThat(countAs(owner, table)).as(table).isOne();
      assertThat(countAs(tenant(), table)).as(table).isZero();
    }
    assertThatThrownBy(
            () ->
                get(
                    data.database()
                        .asTenant(tenant(), sql -> record(sql, schedule, owner, Instant.now()))))
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void theFilterKeepsFiresApartWhereSecurityDoesNotApply() {
    ScheduleId schedule = insert(tenant());
    var engine = data.database().engine();
    get(record(engine, schedule, tenantOf(schedule), SINCE));

    assertThat(get(ListFires.run(engine, tenant(), schedule, null, 10))).isEmpty();
    assertThat(get(FindLastFires.run(engine, tenant(), List.of(schedule)))).isEmpty();
    assertThat(get(FindLastFires.run(engine, tenantOf(schedule), List.of(schedule)))).hasSize(1);
  }

  private static Uni<Set<JobId>> record(
      Sql sql, ScheduleId schedule, TenantId tenant, Instant fireAt) {
    return RecordFires.run(sql, List.of(new NewFire(schedule, tenant, fireAt, Engine.id(), null)));
  }

  private void place() {
    var engine = data.database().engine();
    get(PlaceSchedules.run(engine, get(FindUnplaced.run(engine, 100))));
  }

  private Instant nextFire(ScheduleId schedule) {
    return data.query(
            "select next_fire_at from schedule_position where schedule_id = $1", schedule.value())
        .iterator()
        .next()
        .getOffsetDateTime(0)
        .toInstant()
        .truncatedTo(ChronoUnit.MICROS);
  }

  private TenantId tenantOf(ScheduleId schedule) {
    return new TenantId(
        data.query("select tenant_id from schedule where id = $1", schedule.value())
            .iterator()
            .next()
            .getUUID(0));
  }

  private long countAs(TenantId tenant, String table) {
    return get(
        data.database()
            .asTenant(
                tenant,
                sql ->
                    sql.run("select count(*) from " + table, Tuple.tuple())
                        .map(rows -> rows.iterator().next().getLong(0))));
  }

  /** One that fires every minute since {@link #SINCE}. */
  private ScheduleId insert(TenantId tenant) {
    var id = new ScheduleId(Engine.id().value());
    data.query(
        """
        insert into schedule (
          id, tenant_id, name, every_ms, timezone, dst_gap, dst_overlap, overlap, misfire,
          catch_up_ms, job, job_type, job_queue, job_priority, job_held, job_max_attempts,
          job_backoff_first_ms, job_backoff_cap_ms, job_backoff_factor, job_backoff_jitter,
          job_tags, since, created_by, created_at)
        values (
          $1, $2, $1::text, 60000, 'UTC', 'run_after', 'first', 'allow', 'once', 3600000,
          '{"type":"noop"}', 'noop', 'default', 0, false, 3, 1000, 600000, 2, 0.2, '{}', $3,
          'user:test', $3)
        """,
        id.value(),
        tenant.value(),
        Columns.timestamp(SINCE));
    return id;
  }
}
