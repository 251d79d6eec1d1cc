package dev.errand.store.lease;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.ListTopErrors;
import dev.errand.store.job.ListTopErrors.TopError;
import dev.errand.store.sql.EngineDatabase;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The figures that are not counted but looked up. */
class OverviewTest {
  private EngineDatabase data;
  private Engine engine;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    data =
        EngineDatabase.create("overview_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    tenant = tenant();
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void theOldestIsFoundInWhateverLaneItWaits() {
    assertThat(oldest(tenant)).isEmpty();
    JobId first = engine.submit(job(tenant, -5, Start.NOW, 3));
    for (int i = 0; i < 30; i++) {
      engine.submit(job(tenant, i % 7, Start.NOW, 3));
    }
    data.query("update ready set queue = 'q' || (priority % 3), type = 't' || (priority % 2)");
    engine.submit(tenant());

    assertThat(oldest(tenant)).contains(first.createdAt());
    assertThat(oldest(null)).contains(first.createdAt());
    assertThat(oldest(tenant())).isEmpty();
  }

  @Test
  void aRetriedJobIsAsOldAsItsLastDueTime() {
    JobId id = engine.submit(tenant);
    engine.finish(engine.claimOne(), retried("broken"));
    get(
        dev.errand.store.job.RunJobsNow.run(
            data.database().engine(), tenant, List.of(id), "user:test"));

    assertThat(oldest(tenant).orElseThrow()).isAfter(id.createdAt());
  }

  @Test
  void theOldestIsFoundByProbesOfTheClaimIndex() {
    for (int i = 0; i < 500; i++) {
      engine.submit(job(tenant, i % 3, Start.NOW, 3));
    }
    get(data.database().owner().run("vacuum analyze ready", Tuple.tuple()));

    for (TenantId asked : new TenantId[] {tenant, null}) {
      String plan = plan(sql -> FindOldestReady.run(sql, asked));

      assertThat(plan).contains("ready_claim");
      assertThat(plan).doesNotContain("Seq Scan on ready").doesNotContain("Sort Key: r.");
      // Three lanes' heads and the probe behind each, not five hundred rows.
      assertThat(plan).doesNotContain("rows=500");
    }
  }

  @Test
  void errorsAreGroupedTheMostFrequentFirst() {
    for (String code : List.of("often", "rare", "often", "often")) {
      engine.submit(tenant);
      engine.finish(engine.claimOne(), new Failed(new AttemptError(code, "because " + code)));
    }
    JobId last = engine.submit(tenant);
    ClaimedJob claimed = engine.claimOne();
    engine.finish(claimed, retried("often"));
    engine.submit(tenant());
    engine.finish(engine.claimOne(), new Failed(new AttemptError("foreign", "not ours")));

    List<TopError> errors = get(ListTopErrors.run(data.database().engine(), tenant));

    assertThat(errors).extracting(TopError::code).containsExactly("often", "rare");
    assertThat(errors.getFirst().count()).isEqualTo(4);
    assertThat(errors.getFirst().sampleJob()).isEqualTo(last);
    assertThat(errors.getFirst().message()).isEqualTo("because often");
    assertThat(errors.getFirst().lastAt()).isAfter(Instant.now().minusSeconds(60));
    List<TopError> behindTheWall =
        get(data.database().asTenant(tenant, sql -> ListTopErrors.run(sql, tenant)));
    assertThat(behindTheWall).isEqualTo(errors);
  }

  @Test
  void anAdminsErrorsAreThoseOfTenantsInWhichSomethingFailed() {
    engine.submit(tenant);
    engine.finish(engine.claimOne(), new Failed(new AttemptError("broken", "it broke")));
    assertThat(get(ListTopErrors.run(data.database().engine(), null))).isEmpty();
    data.query(
        "insert into figure values ($1, date_trunc('minute', now()), 'q', 1, 0, 1, 0, 0, '{}', '{}')",
        tenant.value());

    assertThat(get(ListTopErrors.run(data.database().engine(), null)))
        .singleElement()
        .extracting(TopError::code)
        .isEqualTo("broken");
  }

  @Test
  void yesterdaysErrorsAndThoseBeyondTheNewestAreNotLookedAt() {
    engine.submit(tenant);
    engine.finish(engine.claimOne(), new Failed(new AttemptError("broken", "it broke")));
    data.query("update attempt set finished_at = now() - interval '25 hours'");

    assertThat(get(ListTopErrors.run(data.database().engine(), tenant))).isEmpty();

    assertThat(plan(sql -> ListTopErrors.run(sql, tenant)))
        .contains("tenant_id_finished_at_idx")
        .doesNotContain("Seq Scan on attempt");
  }

  private static Retried retried(String code) {
    return new Retried(new AttemptError(code, "because " + code), Duration.ofHours(1));
  }

  private Optional<Instant> oldest(TenantId of) {
    return get(FindOldestReady.run(data.database().engine(), of));
  }

  /** The plan as it was carried out. */
  private String plan(Function<Sql, Uni<?>> statement) {
    var explained = new ArrayList<String>();
    Sql explaining =
        (text, parameters) ->
            data.database()
                .engine()
                .run("explain (analyze, timing off, costs off) " + text, parameters)
                .invoke(
                    rows -> {
                      for (Row row : rows) {
                        explained.add(row.getString(0));
                      }
                    });
    get(statement.apply(explaining).onFailure().recoverWithNull());
    return String.join("\n", explained);
  }
}
