package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.AgeJobs;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A bound on how long low priorities may starve. */
class AgeingTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(-1);
  private static final Duration LONG = Duration.ofHours(1);

  private EngineDatabase data;
  private Engine engine;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    data = EngineDatabase.create("ageing_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    tenant = tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    data.close();
  }

  @Test
  void whatHasWaitedTooLongGoesFirstTheOldestBeforeTheOthers() {
    JobId oldest = engine.submit(job(tenant, -5, Start.NOW, 3));
    JobId old = engine.submit(job(tenant, 3, Start.NOW, 3));
    assertThat(age(AT_ONCE)).isEqualTo(2);
    JobId urgent = engine.submit(job(tenant, 1000, Start.NOW, 3));

    List<ClaimedJob> claimed = engine.claim(3);

    assertThat(claimed).extracting(c -> c.lease().job()).containsExactly(oldest, old, urgent);
    assertThat(claimed).extracting(ClaimedJob::priority).containsExactly(-5, 3, 1000);
  }

  @Test
  void theYoungStayWhereTheyAre() {
    JobId low = engine.submit(job(tenant, 0, Start.NOW, 3));
    JobId high = engine.submit(job(tenant, 10, Start.NOW, 3));

    assertThat(age(LONG)).isZero();

    assertThat(engine.claim(2)).extracting(c -> c.lease().job()).containsExactly(high, low);
  }

  @Test
  void everyLaneIsLookedAtAndNothingIsMovedTwice() {
    for (int i = 0; i < 5; i++) {
      TenantId someone = tenant();
      engine.submit(job(someone, i, Start.NOW, 3));
      engine.submit(job(someone, -i, Start.NOW, 3));
    }

    assertThat(age(AT_ONCE)).isEqualTo(10);
    assertThat(age(AT_ONCE)).isZero();
  }

  @Test
  void aJobThatWentAheadCanStillBeCancelled() {
    JobId id = engine.submit(job(tenant, 0, Start.NOW, 3));
    age(AT_ONCE);

    get(CancelJobs.run(data.database().engine(), tenant, List.of(id), "user:test", null));

    assertThat(engine.state(id)).isEqualTo(JobState.CANCELLED);
    assertThat(engine.find(id).priority()).isZero();
  }

  @Test
  void itsRetriesHaveThePriorityThatWasAskedFor() {
    engine.submit(job(tenant, 7, Start.NOW, 3));
    age(AT_ONCE);

    engine.finish(
        engine.claimOne(), new Retried(new AttemptError("broken", "it broke"), Duration.ZERO));

    assertThat(data.count("select priority from waiting")).isEqualTo(7);
  }

  private int age(Duration bound) {
    return get(AgeJobs.run(data.database().engine(), bound, 100));
  }
}
