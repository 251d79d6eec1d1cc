package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.postgres.EmbeddedPostgres;
import dev.errand.store.sql.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Trouble with PostgreSQL that passes costs time, never a job, and no attempt that succeeded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTroubleIT {
  private static final Map<String, Object> ONE_SECOND =
      Map.of(
          "type", "simulate", "maxAttempts", 1, "data", Map.of("durationMs", 1000, "failRate", 0));

  private final EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
  private final String database = postgres.createDatabase("trouble");
  private ServiceProcess errand;
  private Client ann;

  @BeforeAll
  void start() {
    errand =
        Installation.everything(Path.of("target", "system", "trouble"), Map.of())
            .database(database)
            .start();
    ann = Client.newPerson(errand.base());
  }

  @AfterAll
  void stop() {
    errand.kill();
    postgres.close();
  }

  @Test
  void aLockThatHoldsUpAnOutcomeDoesNotFailItsJob() throws SQLException {
    String job = ann.submitId(ONE_SECOND);

    // Longer than a statement may take, so the first tries are given up.
    superuser("begin; lock table outcome in access exclusive mode; select pg_sleep(6); commit");

    assertThatItCompletedAtItsOnlyAttempt(job);
  }

  @Test
  void aDatabaseThatRefusesConnectionsForAWhileKeepsNoOutcome() throws SQLException {
    String job = ann.submitId(ONE_SECOND);

    superuser("alter database trouble allow_connections false");
    superuser(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = 'trouble' and pid <> pg_backend_pid()");
    var allowed =
        CompletableFuture.runAsync(
            () -> unchecked("select pg_sleep(4); alter database trouble allow_connections true"));
    allowed.join();

    assertThatItCompletedAtItsOnlyAttempt(job);
  }

  @Test
  void aRestartedDatabaseFindsEveryJobAndItsWorker() {
    String running = ann.submitId(ONE_SECOND);

    postgres.restart();

    assertThatItCompletedAtItsOnlyAttempt(running);
    assertThatItCompletedAtItsOnlyAttempt(ann.submitId(ONE_SECOND));
  }

  private void assertThatItCompletedAtItsOnlyAttempt(String job) {
    await("the outcome of " + job)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode now = ann.job(job);
              assertThat(now.path("state").asText()).isEqualTo("completed");
              assertThat(now.path("attempt").asInt()).isEqualTo(1);
            });
  }

  private void unchecked(String sql) {
    try {
      superuser(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  // Connected to another database, unless it is this one's tables that are meant.
  private void superuser(String sql) throws SQLException {
    DatabaseUrl ours = DatabaseUrl.parse(database);
    DatabaseUrl all = DatabaseUrl.parse(postgres.superuserUrl());
    String url = sql.startsWith("begin") ? ours.jdbc() : all.jdbc();
    try (Connection connection = DriverManager.getConnection(url, all.user(), all.password());
        Statement statement = connection.createStatement()) {
      for (String part : sql.split(";")) {
        statement.execute(part);
      }
    }
  }
}
