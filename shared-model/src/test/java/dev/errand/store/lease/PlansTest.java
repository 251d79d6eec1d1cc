package dev.errand.store.lease;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.ExplainJob;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.job.JobFilter;
import dev.errand.store.job.ListJobs;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.queue.ListQueues;
import dev.errand.store.sql.EngineDatabase;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The hot statements go by their index, whatever the tables hold. */
class PlansTest {
  private static EngineDatabase data;
  private static TenantId small;

  @BeforeAll
  static void fill() {
    data = EngineDatabase.create("plans");
    TenantId tenant = tenant();
    small = tenant();
    for (int batch = 0; batch < 5; batch++) {
      List<NewJob> jobs = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        jobs.add(job(i % 2 == 0 ? tenant : tenant(), i % 3, Start.NOW, 3));
      }
      get(InsertJobs.run(data.database().submissions(), jobs));
    }
    new Engine(data).submit(small);
    get(data.database().owner().run("analyze", Tuple.tuple()));
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void aClaimWalksTheClaimIndexAndScansNoTable() {
    var claimant = new Claimant(1, List.of("noop"), Engine.LEASE, 50);

    String plan = plan(sql -> ClaimJobs.run(sql, claimant, 100, Rotation.START));

    assertThat(plan)
        .contains("ready_claim")
        .contains("Tid Scan on ready")
        .contains("_pkey on job_");
    assertThat(plan).doesNotContain("Seq Scan on ready").doesNotContain("Seq Scan on job");
  }

  @Test
  void anAttemptsEndLooksItsRowUpByItselfEvenWhenLeaseLooksEmpty() {
    get(VacuumHotTables.run(data.database().owner()));
    List<ClaimedJob> claimed = new Engine(data).claim(3);

    for (AttemptOutcome outcome : List.of(new Completed(null), new Released())) {
      var endings = claimed.stream().map(c -> new Ending(c.lease(), outcome)).toList();
      String plan = plan(sql -> FinishAttempts.run(sql, endings));

      assertThat(plan).contains("lease_pkey").contains("Tid Scan on lease");
      assertThat(plan).doesNotContain("Seq Scan on lease");
    }
  }

  @Test
  void whoListensIsAskedOnceForAStatementAndByAnIndex() {
    List<ClaimedJob> claimed = new Engine(data).claim(3);
    var endings = claimed.stream().map(c -> new Ending(c.lease(), new Completed(null))).toList();
    var claimant = new Claimant(1, List.of("noop"), Engine.LEASE, 50);
    var fresh = List.of(job(small, 0, Start.NOW, 3), job(small, 0, Start.NOW, 3));

    for (String plan :
        List.of(
            plan(sql -> FinishAttempts.run(sql, endings)),
            plan(sql -> ClaimJobs.run(sql, claimant, 100, Rotation.START)),
            plan(sql -> InsertJobs.run(sql, fresh)))) {
      assertThat(plan).contains("CTE listening").contains("webhook_list on webhook");
      assertThat(plan).doesNotContain("Seq Scan on webhook");
    }
  }

  @Test
  void aListGoesByTheListIndex() {
    var filter = JobFilter.of(small);

    String plan = plan(sql -> ListJobs.run(sql, filter, 50));

    assertThat(plan)
        .contains("tenant_id_id_idx on job_")
        .contains("_pkey on outcome_")
        .contains("lease_pkey");
    assertThat(plan).doesNotContain("Seq Scan").doesNotContain("Materialize");
  }

  @Test
  void queuesAreCountedByTheClaimIndexWithoutTheirJobs() {
    String plan = plan(sql -> ListQueues.run(sql, small, null, 50));

    assertThat(plan).contains("ready_claim").contains("in_line_next");
    assertThat(plan).doesNotContain("Seq Scan on ready").doesNotContain(" on job_");
  }

  @Test
  void anExplanationScansNoTable() {
    JobId job = new Engine(data).submit(small);

    String plan = plan(sql -> ExplainJob.run(sql, small, job, 10_000, Duration.ofSeconds(30)));

    assertThat(plan).contains("ready_claim");
    assertThat(plan).doesNotContain("Seq Scan on ready").doesNotContain("Seq Scan on job");
  }

  /** The plan that the engine's connections would use for the statement. */
  private static String plan(Function<Sql, Uni<?>> statement) {
    var explained = new ArrayList<String>();
    Sql explaining =
        (text, parameters) ->
            data.database()
                .engine()
                .run("explain " + text, parameters)
                .invoke(
                    rows -> {
                      for (Row row : rows) {
                        explained.add(row.getString(0));
                      }
                    })
                .chain(() -> data.database().engine().run(EMPTY, Tuple.of(new UUID(0, 0))));
    get(statement.apply(explaining).onFailure().recoverWithNull());
    return String.join("\n", explained);
  }

  private static final String EMPTY = "select id from job where id = $1 and false";
}
