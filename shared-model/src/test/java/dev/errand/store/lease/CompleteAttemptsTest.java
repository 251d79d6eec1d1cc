package dev.errand.store.lease;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.lease.Lease;
import dev.errand.model.lease.LeaseToken;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Batches in which every attempt succeeded: they have a statement of their own. */
class CompleteAttemptsTest {
  private EngineDatabase data;
  private Engine engine;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    data =
        EngineDatabase.create("complete_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    tenant = Engine.tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    data.close();
  }

  @Test
  void allOfThemComplete() {
    List<ClaimedJob> claimed = claim(3);

    Map<Lease, JobState> ended =
        complete(
            ending(claimed.get(0).lease(), "{\"sum\": 1.50}"),
            ending(claimed.get(1).lease(), null),
            ending(claimed.get(2).lease(), null));

    assertThat(ended).hasSize(3).containsValue(JobState.COMPLETED);
    assertThat(engine.find(claimed.getFirst().lease().job()).result()).isEqualTo("{\"sum\": 1.50}");
    assertThat(engine.find(claimed.getLast().lease().job()).state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void onlyThoseWhoHoldTheirLeaseComplete() {
    List<ClaimedJob> claimed = claim(2);
    Lease held = claimed.getFirst().lease();
    Lease stranger = withToken(claimed.getLast().lease(), -1);

    Map<Lease, JobState> ended = complete(ending(held, null), ending(stranger, null));

    assertThat(ended).containsOnlyKeys(held);
    assertThat(engine.state(stranger.job())).isEqualTo(JobState.RUNNING);
  }

  @Test
  void ofTwoWordsOnOneJobTheHoldersCounts() {
    Lease held = claim(1).getFirst().lease();
    Lease earlier = withToken(held, held.token().value() - 1);

    Map<Lease, JobState> ended = complete(ending(earlier, "\"late\""), ending(held, "\"mine\""));

    assertThat(ended).containsOnlyKeys(held);
    assertThat(engine.find(held.job()).result()).isEqualTo("\"mine\"");
  }

  @Test
  void nobodyCompletesUnderAnExpiredLease() {
    engine.submit(tenant);
    Lease expired = engine.claim(1, Duration.ofMillis(-1)).getFirst().lease();

    assertThat(complete(ending(expired, null))).isEmpty();
    assertThat(engine.state(expired.job())).isEqualTo(JobState.RUNNING);
  }

  private List<ClaimedJob> claim(int jobs) {
    for (int i = 0; i < jobs; i++) {
      engine.submit(tenant);
    }
    return engine.claim(jobs);
  }

  private Map<Lease, JobState> complete(Ending... endings) {
    return get(FinishAttempts.run(data.database().completions(), List.of(endings)));
  }

  private static Ending ending(Lease lease, String result) {
    return new Ending(lease, new Completed(result));
  }

  private static Lease withToken(Lease lease, long token) {
    return new Lease(lease.tenant(), lease.job(), new LeaseToken(token), lease.attempt());
  }
}
