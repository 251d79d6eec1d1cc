package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExpireJobsTest {
  private static final Instant LATER = Instant.now().plus(Duration.ofHours(1));
  private static final AttemptError BROKEN = new AttemptError("broken", "it broke");

  private static EngineDatabase data;
  private static Engine engine;
  private final TenantId tenant = Engine.tenant();

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("expire_jobs");
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
  void jobsPastTheirDeadlineFailWhereverTheyStand() {
    JobId retrying = engine.submit(asked().job());
    engine.finish(engine.claimOne(), new Retried(BROKEN, Duration.ofHours(1)));
    JobId running = engine.submit(asked().job());
    ClaimedJob lease = engine.claimOne();
    JobId pending = engine.submit(asked().job());
    JobId held = engine.submit(asked().start(new Start.Held()).job());
    JobId scheduled = engine.submit(asked().start(new Start.At(LATER)).job());
    JobId inTime = engine.submit(asked().job());
    List<JobId> late = List.of(retrying, running, pending, held, scheduled);
    late.forEach(ExpireJobsTest::passes);

    List<JobEvent> news = get(ExpireJobs.run(data.database().engine(), 10));

    assertThat(news).extracting(JobEvent::job).containsExactlyInAnyOrderElementsOf(late);
    assertThat(late)
        .allSatisfy(
            id -> {
              assertThat(engine.state(id)).isEqualTo(JobState.FAILED);
              assertThat(engine.find(id).error().code()).isEqualTo("deadline_exceeded");
            });
    assertThat(engine.state(inTime)).isEqualTo(JobState.PENDING);
    assertThat(engine.finish(lease, new Completed(null))).as("its holder is too late").isEmpty();
    assertThat(get(ListAttempts.run(data.database().engine(), tenant, running))).hasSize(1);
  }

  @Test
  void deadlinesOfFinishedJobsAreForgotten() {
    JobId done = engine.submit(asked().priority(100).job());
    engine.finish(engine.claimOne(), new Completed(null));
    passes(done);

    assertThat(get(ExpireJobs.run(data.database().engine(), 10))).isEmpty();

    assertThat(engine.state(done)).isEqualTo(JobState.COMPLETED);
    assertThat(data.count("select count(*) from deadline where job_id = $1", done.value()))
        .isZero();
  }

  private Asked asked() {
    return Asked.by(tenant).deadline(LATER);
  }

  private static void passes(JobId id) {
    data.query(
        "update deadline set deadline_at = now() - interval '1 second' where job_id = $1",
        id.value());
  }
}
