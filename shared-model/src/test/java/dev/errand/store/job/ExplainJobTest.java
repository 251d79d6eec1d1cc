package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.job.JobId;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.figure.RecordFigures;
import dev.errand.store.figure.RecordFigures.Figure;
import dev.errand.store.job.ExplainJob.Surroundings;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When a pending job's turn comes. */
class ExplainJobTest {
  private static EngineDatabase data;
  private static Engine engine;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("explain");
    engine = new Engine(data);
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void itsTurnComesAtThePaceOfTheLastMinutes() {
    TenantId tenant = tenant();
    Instant begin = Instant.now().minusSeconds(100);
    var sixty = new Figure(tenant, begin, QueueName.DEFAULT, 50, 4, 4, 2, List.of(), List.of());
    get(RecordFigures.run(data.database().engine(), 1, List.of(sixty)));
    for (int i = 0; i < 30; i++) {
      engine.submit(tenant);
    }

    Surroundings last = explain(tenant, engine.submit(tenant));

    // Sixty ended in a hundred seconds, and thirty go first.
    assertThat(last.before()).isEqualTo(30);
    assertThat(last.turnAt())
        .isBetween(Instant.now().plusSeconds(40), Instant.now().plusSeconds(60));
  }

  @Test
  void nobodyKnowsWhereNothingHasEnded() {
    TenantId tenant = tenant();
    engine.submit(tenant);

    assertThat(explain(tenant, engine.submit(tenant)).turnAt()).isNull();
  }

  private static Surroundings explain(TenantId tenant, JobId id) {
    return get(ExplainJob.run(data.database().engine(), tenant, id, 10_000, Duration.ofSeconds(30)))
        .orElseThrow();
  }
}
