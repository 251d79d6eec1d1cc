package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.InsertJobs.Direct;
import dev.errand.store.job.InsertJobs.Stored;
import dev.errand.store.lease.Engine;
import dev.errand.store.lease.FindLostLeases;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Jobs that begin in the statement that stores them, and those that must not. */
class DirectStartTest {
  private EngineDatabase data;
  private Engine engine;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    data = EngineDatabase.create("direct_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    tenant = tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    data.close();
  }

  @Test
  void aJobInAnEmptyLaneBeginsUnderALeaseThatCanEndIt() {
    NewJob job = job(tenant, 0, Start.NOW, 3);

    Stored stored = offered(job);

    Job now = stored.job(job);
    assertThat(now.state()).isEqualTo(JobState.RUNNING);
    assertThat(now.attempt()).isOne();
    assertThat(engine.state(job.id())).isEqualTo(JobState.RUNNING);
    assertThat(engine.claim(10)).isEmpty();
    var begun = ClaimedJob.begun(job, stored.begun().get(job.id()).lease());
    assertThat(engine.finish(begun, new Completed(null))).containsExactly(job.id());
    assertThat(engine.state(job.id())).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void aJobWaitsBehindWhatIsReadyInItsLane() {
    engine.submit(tenant);
    NewJob job = job(tenant, 1000, Start.NOW, 3);

    assertThat(offered(job).begun()).isEmpty();

    assertThat(engine.state(job.id())).isEqualTo(JobState.PENDING);
  }

  @Test
  void aQueueWithSettingsIsLeftToTheClaims() {
    data.query(
        "insert into queue (tenant_id, name, paused_at) values ($1, 'default', now())",
        tenant.value());
    NewJob job = job(tenant, 0, Start.NOW, 3);

    assertThat(offered(job).begun()).isEmpty();

    assertThat(engine.state(job.id())).isEqualTo(JobState.PENDING);
  }

  @Test
  void onlyWhatWasOfferedBegins() {
    NewJob other = job(tenant, 0, Start.NOW, 3);
    NewJob offered = job(tenant(), 0, Start.NOW, 3);

    Stored stored = insert(List.of(other, offered), offered);

    assertThat(stored.begun()).containsOnlyKeys(offered.id());
    assertThat(stored.job(other).state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void aJobWhoseWorkerNeverLearnedOfItIsRescuedLikeAnyOther() {
    NewJob job = job(tenant, 0, Start.NOW, 3);
    var gone = new Direct(1, Duration.ofMillis(-1), Set.of(job.id()));
    get(InsertJobs.run(data.database().submissions(), List.of(job), gone));

    assertThat(get(FindLostLeases.run(data.database().engine(), 10, Duration.ofSeconds(30), 2)))
        .hasSize(1);
  }

  private Stored offered(NewJob job) {
    return insert(List.of(job), job);
  }

  private Stored insert(List<NewJob> jobs, NewJob offered) {
    var direct = new Direct(1, Engine.LEASE, Set.of(offered.id()));
    return get(InsertJobs.run(data.database().submissions(), jobs, direct));
  }
}
