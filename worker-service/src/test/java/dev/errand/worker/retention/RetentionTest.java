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
