package dev.errand.worker.figures;

import static dev.errand.worker.database.WorkerDatabase.get;
import static dev.errand.worker.database.WorkerDatabase.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.figure.Buckets;
import dev.errand.model.figure.Minute;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.Lease;
import dev.errand.model.lease.LeaseToken;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.figure.ForgetFigures;
import dev.errand.store.figure.ListMinutes;
import dev.errand.store.sql.Database;
import dev.errand.worker.database.WorkerDatabase;
import dev.errand.worker.process.WorkerIdentity;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted comes back, minute by minute. */
class FiguresTest {
  private static final QueueName OTHER = new QueueName("other");

  private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private final JobId job = new JobId(WorkerDatabase.id());
  private WorkerDatabase data;
  private TenantId tenant;

  @BeforeEach
  void open() {
    data = new WorkerDatabase();
    tenant = tenant();
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void whatEndedIsSummedOverQueuesAndWorkers() {
    Figures one = figures(1, data.database());
    Figures two = figures(2, data.database());
    one.count(List.of(ended(QueueName.DEFAULT, 5, 100)), all(JobState.COMPLETED));
    one.count(List.of(ended(OTHER, 5, 100)), all(JobState.FAILED));
    two.count(List.of(ended(QueueName.DEFAULT, 5, 3000)), all(JobState.RETRYING));
    two.count(tenant, OTHER, JobState.CANCELLED);
    two.count(List.of(ended(QueueName.DEFAULT, 5, 100)), all(JobState.PENDING));
    one.write();
    two.write();

    Minute found = onlyMinute(tenant);

    assertThat(found.at()).isEqualTo(minute);
    assertThat(found.completed()).isOne();
    assertThat(found.failed()).isOne();
    assertThat(found.retried()).isOne();
    assertThat(found.cancelled()).isOne();
    assertThat(found.waits().stream().mapToLong(n -> n).sum()).isEqualTo(3);
    assertThat(found.runs().get(Buckets.of(100))).isEqualTo(2);
    assertThat(found.runs().get(Buckets.of(3000))).isOne();
    assertThat(get(ListMinutes.run(data.database().engine(), null))).hasSize(1);
    assertThat(get(ListMinutes.run(data.database().engine(), tenant()))).isEmpty();
  }

  @Test
  void writingAgainCountsNothingTwice() {
    Figures figures = figures(1, data.database());
    figures.count(List.of(ended(OTHER, 1, 1)), all(JobState.COMPLETED));
    figures.write();
    figures.write();
    figures.count(List.of(ended(OTHER, 1, 1)), all(JobState.COMPLETED));
    figures.write();
    figures.write();

    assertThat(onlyMinute(tenant).completed()).isEqualTo(2);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() {
    Figures figures = figures(1, data.database());
    figures.count(List.of(ended(OTHER, 1, 1)), all(JobState.COMPLETED));
    asOwner("revoke insert on figure from errand_engine");

    assertThatThrownBy(figures::write).isInstanceOf(RuntimeException.class);

    figures.count(List.of(ended(OTHER, 1, 1)), all(JobState.COMPLETED));
    asOwner("grant insert on figure to errand_engine");
    figures.write();
    assertThat(onlyMinute(tenant).completed()).isEqualTo(2);
  }

  @Test
  void oldFiguresAreForgotten() {
    Figures figures = figures(1, data.database());
    figures.count(List.of(ended(OTHER, 1, 1)), all(JobState.COMPLETED));
    figures.write();
    data.query("update figure set minute = minute - interval '25 hours'");
    figures.count(List.of(ended(OTHER, 1, 1)), all(JobState.COMPLETED));
    figures.write();

    assertThat(get(ForgetFigures.run(data.database().engine(), Duration.ofHours(24), 10))).isOne();

    assertThat(data.count("select count(*) from figure")).isOne();
  }

  private Figures figures(int worker, Database database) {
    var identity = new WorkerIdentity();
    identity.is(worker);
    return new Figures(database, identity, Clock.fixed(minute.plusSeconds(20), ZoneOffset.UTC));
  }

  private void asOwner(String statement) {
    get(data.database().owner().run(statement, Tuple.tuple()));
  }

  private Minute onlyMinute(TenantId of) {
    List<Minute> minutes = get(ListMinutes.run(data.database().engine(), of));
    assertThat(minutes).hasSize(1);
    return minutes.getFirst();
  }

  private record Ended(Lease lease, QueueName queue, long waitedMillis, long ranMillis)
      implements Figures.Ended {}

  private Ended ended(QueueName queue, long waited, long ran) {
    return new Ended(lease(), queue, waited, ran);
  }

  private Map<Lease, JobState> all(JobState state) {
    return Map.of(lease(), state);
  }

  private Lease lease() {
    return new Lease(tenant, job, new LeaseToken(1), 1);
  }
}
