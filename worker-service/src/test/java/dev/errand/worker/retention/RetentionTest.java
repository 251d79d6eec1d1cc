package dev.errand.worker.retention;

import static dev.errand.worker.database.WorkerDatabase.get;
import static dev.errand.worker.database.WorkerDatabase.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.model.job.NewJob.Start;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Database;
import dev.errand.worker.database.WorkerDatabase;
import dev.errand.worker.process.EngineLoop;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A round does all of it, by however many workers at once. */
class RetentionTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final List<Retention> running = new ArrayList<>();
  private WorkerDatabase data;

  @BeforeEach
  void open() {
    data = new WorkerDatabase();
  }

  @AfterEach
  void close() {
    running.forEach(Retention::stop);
    data.close();
  }

  @Test
  void roomIsMadeAheadAndWhatIsOldIsForgotten() {
    asOwner(
        "select begin_period(date_trunc('day', now()) - interval '30 days',"
            + " date_trunc('day', now()) - interval '29 days')");
    TenantId tenant = tenant();
    data.submit(tenant, Start.NOW, 1);
    data.query(
        "insert into worker (name, host, version, slots, types, stopped_at)"
            + " values ('old', 'h', 'v', 1, '{}', now() - interval '20 days'),"
            + " ('new', 'h', 'v', 1, '{}', now() - interval '2 days')");
    data.query(
        "insert into figure values"
            + " ($1, now() - interval '25 hours', 'q', 1, 1, 0, 0, 0, '{}', '{}'),"
            + " ($1, now(), 'q', 1, 1, 0, 0, 0, '{}', '{}')",
        tenant.value());
    data.query(
        "insert into queue_start values"
            + " ($1, 'q', now(), now() - interval '1 s', 1), ($1, 'q', now(), now() + interval '1 h', 1)",
        tenant.value());

    data.query(
        "insert into go_ahead (job_id, tenant_id, queue)"
            + " values (gen_random_uuid(), $1, 'q'), ((select id from job), $1, 'q')",
        tenant.value());

    start(data.database());
    start(data.anotherProcess());

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(
                      data.count(
                          "select count(*) from period where ends_at < now() - interval '14 days'"))
                  .isZero();
              assertThat(
                      data.count(
                          "select count(*) from period where ends_at > now() + interval '4 days'"))
                  .isPositive();
              assertThat(data.count("select count(*) from worker")).isOne();
              assertThat(data.count("select count(*) from figure")).isOne();
              assertThat(data.count("select count(*) from queue_start")).isOne();
              assertThat(data.count("select count(*) from go_ahead")).isOne();
            });
    assertThat(data.count("select count(*) from job")).isOne();
    assertThat(
            data.count(
                """
                select count(*)
                from period one
                join period other on one.begins_at < other.begins_at
                  and one.ends_at > other.begins_at
                """))
        .as("periods that overlap")
        .isZero();
  }

  @Test
  void whatPeopleSignedInWithIsForgottenADayAfterItWasOver() {
    asOwner(
        "insert into tenant (id, name) values"
            + " ('00000000-0000-7000-8000-000000000101', 'one')");
    asOwner(
        "insert into app_user (id, tenant_id, username, password_hash) values"
            + " ('00000000-0000-7000-8000-000000000102',"
            + " '00000000-0000-7000-8000-000000000101', 'ada', 'x')");
    asOwner(
        "insert into session (id, user_id, refresh_hash, device, expires_at, revoked_at)"
            + " select gen_random_uuid(), '00000000-0000-7000-8000-000000000102',"
            + " name::bytea, name, now() + expires, now() + revoked from (values"
            + " ('live', interval '1 day', null::interval),"
            + " ('expired now', interval '-1 hour', null),"
            + " ('expired', interval '-25 hours', null),"
            + " ('revoked now', interval '1 day', interval '-1 hour'),"
            + " ('revoked', interval '1 day', interval '-25 hours')"
            + ") as session (name, expires, revoked)");
    asOwner(
        "insert into challenge (id, user_id, kind, link_hash, code_hash, expires_at, used_at)"
            + " select gen_random_uuid(), '00000000-0000-7000-8000-000000000102', name,"
            + " name::bytea, name::bytea, now() + expires, now() + used from (values"
            + " ('open', interval '1 day', null::interval),"
            + " ('expired', interval '-25 hours', null),"
            + " ('used now', interval '1 day', interval '-1 hour'),"
            + " ('used', interval '1 day', interval '-25 hours')"
            + ") as challenge (name, expires, used)");
    asOwner(
        "insert into totp (user_id, secret, created_at) values"
            + " ('00000000-0000-7000-8000-000000000102', 'x', now() - interval '25 hours')");
    asOwner(
        "insert into guess (subject, at) values ('old', now() - interval '25 hours'),"
            + " ('new', now())");

    start(data.database());

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(names("select device from session order by 1"))
                  .containsExactly("expired now", "live", "revoked now");
              assertThat(names("select kind from challenge order by 1"))
                  .containsExactly("open", "used now");
              assertThat(names("select user_id::text from totp")).isEmpty();
              assertThat(names("select encode(subject, 'escape') from guess"))
                  .containsExactly("new");
            });
  }

  private List<String> names(String statement) {
    List<String> names = new ArrayList<>();
    get(data.database().keepingHouse(sql -> sql.run(statement, Tuple.tuple())))
        .forEach(row -> names.add(row.getString(0)));
    return names;
  }

  @Test
  void aPeriodOfWhichTooMuchLivesLosesItsOldJobsAllTheSame() throws Exception {
    asOwner(
        "select begin_period(date_trunc('day', now()) - interval '30 days',"
            + " date_trunc('day', now()) - interval '29 days')");
    data.query(
        """
        insert into job (
          id, tenant_id, queue, type, priority, max_attempts, last_attempt, backoff_first_ms,
          backoff_cap_ms, backoff_factor, backoff_jitter, created_by
        )
        select place_at(date_trunc('day', now()) - interval '29.5 days', gen_random_uuid()), $1,
          'q', 'noop', 0, 1, 1, 1, 1, 1, 0, 'user:test'
        from generate_series(1, 2001)
        """,
        tenant().value());
    data.query(
        """
        insert into outcome (id, tenant_id, state, attempt, finished_at)
        select id, tenant_id, 'completed', 1, now() - interval '20 days' from job offset 1
        """);
    var config = new Kept(Duration.ofDays(14), Duration.ofHours(1));

    new Periods(data.database(), config, 0).end(new EngineLoop("test", () -> {}));

    assertThat(data.count("select count(*) from job")).isOne();
    assertThat(data.count("select count(*) from outcome")).isZero();
  }

  @Test
  void lessThanAnHourIsRefused() {
    assertThatThrownBy(() -> retention(data.database(), Duration.ofMinutes(59)))
        .hasMessageContaining("errand.retention.jobs");
  }

  private void start(Database database) {
    Retention retention = retention(database, Duration.ofDays(14));
    retention.start();
    running.add(retention);
  }

  private record Kept(Duration jobs, Duration interval) implements RetentionConfig {}

  private static Retention retention(Database database, Duration kept) {
    var config = new Kept(kept, Duration.ofHours(1));
    return new Retention(database, new Periods(database, config), config, new Random(1));
  }

  private void asOwner(String statement) {
    get(data.database().keepingHouse(sql -> sql.run(statement, Tuple.tuple())));
  }
}
