package dev.errand.store.sql;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.FindJob;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.lease.Engine;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Either wall alone keeps tenants apart: the statement's own filter, and row level security. */
class TenantWallTest {
  private EngineDatabase data;
  private Engine engine;

  @BeforeEach
  void open(TestInfo test) {
    data = EngineDatabase.create("wall_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void securityHidesARowFromAStatementThatForgotItsFilter() {
    TenantId owner = tenant();
    engine.submit(owner);

    assertThat(countJobsAs(owner)).isOne();
    assertThat(countJobsAs(tenant())).isZero();
  }

  @Test
  void theFilterHidesARowWhereSecurityDoesNotApply() {
    JobId id = engine.submit(tenant());

    assertThat(get(FindJob.run(data.database().engine(), tenant(), id))).isEmpty();
    assertThat(
            get(CancelJobs.run(data.database().engine(), tenant(), List.of(id), "user:eve", null)))
        .isEmpty();
  }

  @Test
  void aTenantCannotWriteARowOfAnother() {
    TenantId eve = tenant();
    var foreign = job(tenant(), 0, Start.NOW, 1);

    assertThatThrownBy(
            () -> get(data.database().asTenant(eve, sql -> InsertJobs.run(sql, List.of(foreign)))))
        .hasStackTraceContaining("row-level security");
    assertThat(data.count("select count(*) from job")).isZero();
  }

  @Test
  void aConnectionForgetsItsTenantWithTheTransaction() {
    TenantId owner = tenant();
    engine.submit(owner);
    for (int i = 0; i < 20; i++) {
      assertThat(countJobsAs(owner)).isOne();
      assertThat(countJobsAs(tenant())).isZero();
    }
  }

  @Test
  void accountsAreOutOfReachForTenants() {
    assertThatThrownBy(
            () ->
                get(
                    data.database()
                        .asTenant(
                            tenant(),
                            sql -> sql.run("select password_hash from app_user", Tuple.tuple()))))
        .isInstanceOf(StatementRefused.class)
        .hasMessageContaining("permission denied");
  }

  private long countJobsAs(TenantId tenant) {
    return get(
        data.database()
            .asTenant(
                tenant,
                sql ->
                    sql.run("select count(*) from job", Tuple.tuple())
                        .map(rows -> rows.iterator().next().getLong(0))));
  }
}
