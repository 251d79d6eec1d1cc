package dev.errand.store.lease;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a claim takes and what it tells of it. */
class ClaimJobsTest {
  private EngineDatabase data;
  private Engine engine;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    data = EngineDatabase.create("claim_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    tenant = tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    data.close();
  }

  @Test
  void whatWasAskedForComesBackAsItWas() {
    JobId id = engine.submit(job(tenant, 7, Start.NOW, 3));

    Job found = engine.find(id);

    assertThat(found.data()).isEqualTo("{\"n\": 1.50}");
    assertThat(found.tags()).containsExactly("red", "a \"quoted\\ tag");
    assertThat(found.state()).isEqualTo(JobState.PENDING);
    assertThat(found.priority()).isEqualTo(7);
    assertThat(found.attempt()).isZero();
    assertThat(found.maxAttempts()).isEqualTo(3);
  }

  @Test
  void higherPrioritiesAreClaimedFirstAndEqualOnesInOrder() {
    JobId first = engine.submit(job(tenant, 0, Start.NOW, 3));
    JobId second = engine.submit(job(tenant, 0, Start.NOW, 3));
    JobId urgent = engine.submit(job(tenant, 10, Start.NOW, 3));

    List<ClaimedJob> claimed = engine.claim(3);

    assertThat(claimed).extracting(c -> c.lease().job()).containsExactly(urgent, first, second);
    assertThat(claimed).allSatisfy(c -> assertThat(c.lease().attempt()).isEqualTo(1));
  }

  @Test
  void aClaimTellsWhatAJobAskedForWhetherUsualOrNot() {
    var patient = new Backoff(Duration.ofMillis(1), 1.5, Duration.ofDays(2), 0.25);
    engine.submit(job(tenant, 1, Start.NOW, 5, Backoff.DEFAULT));
    engine.submit(job(tenant, 0, Start.NOW, 2, patient));

    List<ClaimedJob> claimed = engine.claim(2);

    assertThat(claimed).extracting(ClaimedJob::backoff).containsExactly(Backoff.DEFAULT, patient);
    assertThat(claimed).extracting(ClaimedJob::lastAttempt).containsExactly(5, 2);
    assertThat(claimed).extracting(ClaimedJob::allowance).containsExactly(5, 2);
    assertThat(claimed).extracting(ClaimedJob::priority).containsExactly(1, 0);
  }

  @Test
  void aClaimTakesOnlyKnownTypes() {
    engine.submit(tenant);
    var stranger = new ClaimJobs.Claimant(1, List.of("other"), Engine.LEASE, 50);

    var claim = get(ClaimJobs.underLock(data.database(), stranger, 10, Rotation.START));

    assertThat(claim.jobs()).isEmpty();
  }

  @Test
  void aFloodOfOneTenantDoesNotKeepAnotherFromItsShare() {
    for (int i = 0; i < 20; i++) {
      engine.submit(tenant);
    }
    TenantId other = tenant();
    JobId small = engine.submit(other);

    List<ClaimedJob> claimed = engine.claim(4);

    assertThat(claimed).extracting(c -> c.lease().job()).contains(small);
  }
}
