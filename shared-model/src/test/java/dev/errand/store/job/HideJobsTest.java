package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.EngineDatabase;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HideJobsTest {
  private static EngineDatabase data;
  private static Engine engine;
  private final TenantId tenant = Engine.tenant();

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("hide_jobs");
    engine = new Engine(data);
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    Tables.empty(data);
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void whatWaitsOrIsFinalIsHiddenAndWhatRunsIsNot() {
    JobId done = engine.submit(Asked.by(tenant).job());
    engine.finish(engine.claimOne(), new Completed(null));
    JobId running = engine.submit(Asked.by(tenant).job());
    ClaimedJob lease = engine.claimOne();
    JobId pending = engine.submit(Asked.by(tenant).job());
    JobId held = engine.submit(Asked.by(tenant).start(new Start.Held()).job());

    Map<JobId, JobState> hidden = hide(List.of(done, running, pending, held));

    assertThat(hidden)
        .isEqualTo(
            Map.of(done, JobState.COMPLETED, pending, JobState.PENDING, held, JobState.HELD));
    assertThat(hide(List.of(done, pending, held))).isEmpty();
    assertThat(list()).containsExactly(running);
    assertThat(engine.claim(10)).isEmpty();
    assertThat(engine.finish(lease, new Completed(null))).hasSize(1);
  }

  @Test
  void ofAReopeningAndAHidingOneComesFirst() {
    List<Uni<Integer>> wishes = new ArrayList<>();
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      JobId id = engine.submit(Asked.by(tenant).start(new Start.Held()).job());
      get(CancelJobs.run(data.database().engine(), tenant, List.of(id), "user:test", null));
      jobs.add(id);
      wishes.add(
          data.database()
              .asTenant(tenant, sql -> HideJobs.run(sql, tenant, List.of(id), "user:a"))
              .map(Map::size));
      wishes.add(
          data.database()
              .asTenant(tenant, sql -> ReopenJobs.run(sql, tenant, List.of(id), "user:b", null))
              .map(List::size));
    }

    get(Uni.join().all(wishes).andFailFast());

    assertThat(
            data.count(
                "select count(*) from ready r join job j on j.id = r.id"
                    + " where j.hidden_at is not null"))
        .as("hidden jobs that would run unseen")
        .isZero();
    hide(list());
    assertThat(list()).isEmpty();
  }

  private Map<JobId, JobState> hide(List<JobId> jobs) {
    Map<JobId, JobState> states = new HashMap<>();
    get(data.database().asTenant(tenant, sql -> HideJobs.run(sql, tenant, jobs, "user:test")))
        .forEach((job, hidden) -> states.put(job, hidden.was()));
    return states;
  }

  private List<JobId> list() {
    JobFilter filter = JobFilter.of(tenant);
    return get(ListJobs.run(data.database().engine(), filter, 100)).stream()
        .map(job -> job.id())
        .toList();
  }
}
