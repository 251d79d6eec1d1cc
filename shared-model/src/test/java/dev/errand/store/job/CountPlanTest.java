package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.EngineDatabase;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A count reads indexes alone, so that a million finished jobs are counted in a moment. */
class CountPlanTest {
  private static final int MANY =
      Integer.getInteger(
          "errand.test.finished", 50_000); // a million by hand, 50,000 in every build

  private static EngineDatabase data;
  private static TenantId tenant;

  @BeforeAll
  static void fill() {
    data = EngineDatabase.create("count_plans");
    tenant = tenant();
    for (int part = 0; part < 10; part++) {
      owner(
          """
          insert into job (id, tenant_id, queue, type, priority, max_attempts, last_attempt,
            backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by, data)
          select place_at(now(), gen_random_uuid()), '%s', 'default', 'noop', 0, 3, 3, 1000, 60000,
            2, 0, 'user:test', repeat('x', 100)
          from generate_series(1, %d)
          """
              .formatted(tenant, MANY / 10));
    }
    owner(
        """
        insert into outcome (id, tenant_id, state, attempt, finished_at)
        select id, tenant_id, case when get_byte(uuid_send(id), 15) < 3 then 'failed'
          else 'completed' end, 1, now()
        from job
        """);
    get(data.database().owner().run("vacuum analyze job", Tuple.tuple()));
    get(data.database().owner().run("vacuum analyze outcome", Tuple.tuple()));
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void aTenantsCountIsIndexOnly() {
    String plan =
        get(data.database().asTenant(tenant, sql -> explained(sql, JobFilter.of(tenant))));

    assertThat(plan)
        .contains("Index Only Scan using job_")
        .contains("Index Only Scan using outcome_");
    assertThat(plan).doesNotContain("Seq Scan on job_2").doesNotContain("Seq Scan on outcome_2");
  }

  @Test
  void anAdminsCountIsIndexOnly() {
    String plan = get(explained(data.database().engine(), JobFilter.of(null)));

    assertThat(plan)
        .contains("Index Only Scan using job_")
        .contains("Index Only Scan using outcome_");
    assertThat(plan).doesNotContain("Seq Scan on job_2").doesNotContain("Seq Scan on outcome_2");
  }

  @Test
  void theCountIsThere() {
    assertThat(
            get(data.database().asTenant(tenant, sql -> CountJobs.run(sql, JobFilter.of(tenant))))
                .total())
        .isEqualTo(MANY);
  }

  /** The plan that the connection would use. */
  private static Uni<String> explained(Sql sql, JobFilter filter) {
    var text = new ArrayList<String>();
    Sql explaining =
        (statement, parameters) ->
            sql.run("explain (analyze, timing off) " + statement, parameters)
                .invoke(
                    rows -> {
                      for (Row row : rows) {
                        text.add(row.getString(0));
                      }
                    });
    return CountJobs.run(explaining, filter)
        .onFailure()
        .recoverWithNull()
        .map(unused -> String.join("\n", text));
  }

  private static void owner(String statement) {
    get(
        data.database()
            .keepingHouse(
                sql ->
                    sql.run("select set_config('errand.housekeeping', 'on', true)", Tuple.tuple())
                        .chain(() -> sql.run(statement, Tuple.tuple()))));
  }
}
