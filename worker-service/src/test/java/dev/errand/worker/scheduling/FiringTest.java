package dev.errand.worker.scheduling;

import static dev.errand.worker.database.WorkerDatabase.get;
import static dev.errand.worker.scheduling.SchedulesDatabase.TENANT;
import static dev.errand.worker.scheduling.SchedulesDatabase.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.store.job.FindJob;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.StatementRefused;
import dev.errand.worker.scheduling.Firing.Fired;
import dev.errand.worker.scheduling.Firing.Take;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiringTest {
  private static final Duration ON_TIME = Duration.ofSeconds(2);

  private SchedulesDatabase data;
  private Firing firing;

  @BeforeEach
  void open() {
    data = new SchedulesDatabase();
    firing = firing(data.database());
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void aFireMakesTheJobOfItsTemplateAndMovesOn() {
    ScheduleId schedule = data.dueBy(ON_TIME, "job_held = true, job_concurrency_key = 'k'");

    Fired fired = fire();

    Job job = fired.jobs().getFirst();
    Job stored = find(job.id());
    assertThat(stored.scheduleId()).isEqualTo(schedule.value());
    assertThat(stored.createdBy()).isEqualTo("schedule:" + schedule);
    assertThat(stored.data()).isEqualTo("{\"n\": 1.50}");
    assertThat(stored.state()).isEqualTo(JobState.HELD);
    assertThat(stored.concurrencyKey()).isEqualTo("k");
    assertThat(stored.tags()).containsExactly("red");
    assertThat(data.jobs(schedule)).containsExactly(job.id());
    assertThat(fire().jobs()).isEmpty();
    assertThat(nextFire(schedule)).isAfter(Instant.now());
  }

  @Test
  void manyWorkersMakeOneJobOfEachFire() throws Exception {
    List<ScheduleId> schedules =
        Stream.generate(() -> data.dueBy(Duration.ofMinutes(20), "misfire = 'all'"))
            .limit(5)
            .toList();
    List<Database> processes = Stream.generate(data::another).limit(4).toList();
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      for (Database process : processes) {
        workers.submit(() -> fireUntilNothingIsDue(firing(process)));
      }
    }

    for (ScheduleId schedule : schedules) {
      assertThat(data.jobs(schedule)).hasSize(21).doesNotHaveDuplicates();
      assertThat(data.storedJobs(schedule)).isEqualTo(21);
    }
  }

  private static Void fireUntilNothingIsDue(Firing worker) {
    int idle = 0;
    while (idle < 3) {
      idle = get(worker.fire(Take.any(2))).jobs().isEmpty() ? idle + 1 : 0;
    }
    return null;
  }

  @ParameterizedTest
  @CsvSource({
    "first, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 1",
    "second, 2026-10-24T12:00:00Z, 2026-10-25T01:30:00Z, 1",
    "both, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2",
    "first, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 1"
  })
  void twoWorkersWalkThroughAChangeOfClocks(
      String overlap, Instant since, Instant first, int fires) {
    ScheduleId schedule = data.schedule(since, "dst_overlap = '" + overlap + "'");
    Firing other = firing(data.database());

    for (Instant now = since; now.isBefore(since.plus(Duration.ofHours(20))); ) {
      now = now.plusSeconds(20);
      get(firing.fire(new Take(10, null, null, now)));
      get(other.fire(new Take(10, null, null, now)));
    }

    assertThat(data.fires(schedule)).hasSize(fires);
    assertThat(data.fires(schedule).getLast().fireAt()).isEqualTo(first);
    assertThat(data.storedJobs(schedule)).isEqualTo(fires);
  }

  @ParameterizedTest
  @CsvSource({"skip, 0", "once, 1", "all, 11"})
  void aWorkerThatComesBackMakesUpForMissedFires(String misfire, int jobs) {
    // A fire each minute from ten minutes and 40 s ago on, so none of them is on time.
    ScheduleId schedule = data.dueBy(Duration.ofSeconds(640), "misfire = '%s'".formatted(misfire));

    fire();

    assertThat(data.storedJobs(schedule)).isEqualTo(jobs);
    boolean missed =
        data.fires(schedule).stream().anyMatch(fire -> Fire.MISSED.equals(fire.skipped()));
    assertThat(missed).isEqualTo(misfire.equals("skip"));
    assertThat(fire().jobs()).isEmpty();
  }

  @Test
  void catchingUpGoesBackAsFarAsTheScheduleSays() {
    ScheduleId schedule =
        data.dueBy(Duration.ofSeconds(640), "misfire = 'all', catch_up_ms = 300000");

    fire();

    assertThat(data.storedJobs(schedule)).isEqualTo(5);
    assertThat(data.fires(schedule)).hasSize(6);
    assertThat(data.fires(schedule).getLast().skipped()).isEqualTo(Fire.MISSED);
  }

  @Test
  void aFireThatOverlapsIsSkippedUntilTheJobIsFinished() {
    ScheduleId schedule = data.dueBy(ON_TIME, "overlap = 'skip'");
    fire();
    makeDueAgain(schedule);
    fire();

    assertThat(data.storedJobs(schedule)).isOne();
    assertThat(data.fires(schedule).getFirst().skipped()).isEqualTo(Fire.OVERLAP);

    finish(data.jobs(schedule).getFirst());
    makeDueAgain(schedule);
    fire();
    assertThat(data.storedJobs(schedule)).isEqualTo(2);
  }

  @Test
  void aFireThatCancelsSupersedesTheUnfinishedJob() {
    ScheduleId schedule = data.dueBy(ON_TIME, "overlap = 'cancel_running'");
    JobId first = fire().jobs().getFirst().id();
    makeDueAgain(schedule);

    Fired second = fire();

    assertThat(second.jobs()).hasSize(1);
    assertThat(second.superseded().getFirst().jobs()).containsExactly(first);
    assertThat(find(first).state()).isEqualTo(JobState.CANCELLED);
    assertThat(
            data.count(
                "select count(*) from history where job_id = $1 and actor = $2",
                first.value(),
                schedule.actor()))
        .isOne();
  }

  @Test
  void aFireThatWasRecordedBeforeMakesNoSecondJobAndCancelsNone() {
    ScheduleId schedule = data.dueBy(ON_TIME, "overlap = 'cancel_running'");
    JobId first = fire().jobs().getFirst().id();
    Instant fireAt = data.fires(schedule).getFirst().fireAt();
    data.query(
        "update schedule_position set next_fire_at = $2 where schedule_id = $1",
        schedule.value(),
        fireAt.atOffset(ZoneOffset.UTC));

    assertThat(fire().jobs()).isEmpty();
    assertThat(find(first).state()).isEqualTo(JobState.PENDING);
  }

  @ParameterizedTest
  @CsvSource({
    "job_priority = 5000",
    "job_type = 'Not A Type'",
    "timezone = 'Mars/Olympus'",
    "cron = 'never'",
    "every_ms = 1"
  })
  void aScheduleThatCannotBeUsedIsSkippedAndHoldsUpNoOther(String damage) {
    ScheduleId broken = data.dueBy(ON_TIME, "");
    if (damage.startsWith("timezone") || damage.startsWith("cron")) {
      data.query(
          "update schedule set every_ms = null, cron = '* * * * *' where id = $1", broken.value());
    }
    data.query("update schedule set " + damage + " where id = $1", broken.value());
    ScheduleId sound = data.dueBy(Duration.ofSeconds(1), "");

    Fired fired = fire();

    assertThat(fired.jobs()).extracting(Job::scheduleId).containsExactly(sound.value());
    assertThat(fired.unusable()).hasSize(1);
    assertThat(data.fires(broken).getFirst().skipped()).startsWith("unusable: ");
    assertThat(nextFire(broken)).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
  }

  @Test
  void aJobThatIsRefusedCanBeSkippedByItself() {
    ScheduleId refused = data.dueBy(ON_TIME, "");
    get(
        data.database()
            .owner()
            .run(
                "alter table job add constraint no_red check (tags is null or 'red' <> all (tags))",
                Tuple.tuple()));
    ScheduleId sound = data.dueBy(Duration.ofSeconds(1), "job_tags = '{}'");

    assertThatThrownBy(this::fire)
        .isInstanceOfSatisfying(
            StatementRefused.class, failure -> assertThat(failure.isRowsFault()).isTrue());
    assertThat(get(firing.fire(Take.only(sound))).jobs()).hasSize(1);
    get(firing.fire(Take.skipping(refused, "no red tags")));

    assertThat(data.fires(refused).getFirst().skipped()).isEqualTo("unusable: no red tags");
    assertThat(fire().more()).isFalse();
  }

  @Test
  void largePayloadsBoundHowMuchIsMadeUpFor() {
    ScheduleId schedule =
        data.dueBy(
            Duration.ofSeconds(640),
            "misfire = 'all', job_data = '\"' || repeat('x', 4194304) || '\"'");

    fire();

    assertThat(data.storedJobs(schedule)).isOne();
  }

  @Test
  void aPausedScheduleIsNotFiredAndStartsAfreshWhenResumed() {
    ScheduleId schedule = data.dueBy(ON_TIME, "");
    data.query(
        "update schedule set paused_at = now(), since = now() where id = $1", schedule.value());

    assertThat(fire().jobs()).isEmpty();
    data.place();
    assertThat(nextFire(schedule)).isNull();

    data.query(
        "update schedule set paused_at = null, since = now() where id = $1", schedule.value());
    data.place();
    assertThat(nextFire(schedule)).isAfter(Instant.now());
    assertThat(fire().jobs()).isEmpty();
  }

  @Test
  void aDefinitionThatChangesWhileItIsDueIsPlacedAnewFirst() {
    ScheduleId schedule = data.dueBy(ON_TIME, "");
    data.query(
        "update schedule set every_ms = 3600000, since = now() where id = $1", schedule.value());

    assertThat(fire().jobs()).isEmpty();
    data.place();
    assertThat(nextFire(schedule)).isAfter(Instant.now());
  }

  @Test
  void aScheduleIsDeletedWithItsFiresAndLeavesItsJobs() {
    ScheduleId schedule = data.dueBy(ON_TIME, "");
    fire();
    data.query("delete from schedule where id = $1", schedule.value());

    assertThat(data.count("select count(*) from fire")).isZero();
    assertThat(data.count("select count(*) from schedule_position")).isZero();
    assertThat(data.storedJobs(schedule)).isOne();
  }

  @Test
  void onlyTheNewestFiresAreKept() {
    ScheduleId schedule = data.dueBy(ON_TIME, "");
    data.query(
        """
        insert into fire (schedule_id, tenant_id, fire_at, skipped)
        select $1, $2, now() - n * interval '1 hour', 'missed' from generate_series(1, 300) as n
        """,
        schedule.value(),
        TENANT.value());

    fire();

    assertThat(data.fires(schedule)).hasSize(100);
    assertThat(data.fires(schedule).getFirst().jobId()).isNotNull();
  }

  private Fired fire() {
    return get(firing.fire(Take.any(100)));
  }

  private Job find(JobId id) {
    return get(FindJob.run(data.database().engine(), null, id)).orElseThrow();
  }

  private Instant nextFire(ScheduleId schedule) {
    var next =
        data.query(
                "select next_fire_at from schedule_position where schedule_id = $1",
                schedule.value())
            .iterator()
            .next()
            .getOffsetDateTime(0);
    return next == null ? null : next.toInstant();
  }

  // The fire after the last one, as if a minute had passed.
  private void makeDueAgain(ScheduleId schedule) {
    data.query(
        """
        with earlier as (
          update fire set fire_at = fire_at - interval '1 minute' where schedule_id = $1
        )
        update schedule_position set next_fire_at = next_fire_at - interval '1 minute'
        where schedule_id = $1
        """,
        schedule.value());
  }

  private void finish(JobId job) {
    data.query(
        """
        with done as (delete from ready where id = $1 returning id, tenant_id)
        insert into outcome (id, tenant_id, state, attempt, finished_at)
        select id, tenant_id, 'completed', 1, now() from done
        """,
        job.value());
  }
}
