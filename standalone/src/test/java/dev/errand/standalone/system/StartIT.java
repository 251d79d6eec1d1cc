package dev.errand.standalone.system;

import static dev.errand.standalone.system.Simulated.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.live.start.DemoLogins;
import dev.errand.postgres.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts that cannot work say so in one line; a start after a crash finds everything. */
class StartIT {
  private static final String NO_DATABASE = "postgresql://errand:hush@127.0.0.1:%d/errand";

  @TempDir private Path directory;

  @Test
  void workerRefusesADatabaseThatNobodyMigrated() {
    // A server of its own: one that has seen Errand has our roles.
    try (EmbeddedPostgres untouched = EmbeddedPostgres.temporary()) {
      assertRefused(
          Launch.of(Program.WORKER, "unmigrated").database(untouched.url()),
          "the database schema is at version 0");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Program.class,
      names = {"API", "WORKER"})
  void busyPortIsRefused(Program program) throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();
      Launch launch = Launch.of(program, "busy-port").on(port);

      assertRefused(launch.database(NO_DATABASE.formatted(Launch.freePort())), ":" + port);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Program.class,
      names = {"API", "WORKER"})
  void unreachableDatabaseIsRefused(Program program) {
    int port = Launch.freePort();

    assertRefused(
        Launch.of(program, "no-database").database(NO_DATABASE.formatted(port)),
        "127.0.0.1:" + port);
  }

  @Test
  void demoLoginsAreRefusedOutsideADemoUntilTheyAreRemoved() {
    String url = EmbeddedPostgres.shared().createDatabase("left_by_a_demo");
    try (ServiceProcess demo =
        Launch.of(Program.EVERYTHING, "demo").database(url).with("errand.demo", "true").start()) {
      assertThat(Client.login(demo.base(), DemoLogins.ADMIN_EMAIL, DemoLogins.ADMIN_PASSWORD))
          .isNotNull();
    }
    Launch api = Launch.of(Program.API, "after-a-demo").database(url);

    assertRefused(api, "--remove-demo");

    try (ServiceProcess cleared = api.with("errand.demo.remove", "true").start()) {
      assertThat(cleared.output()).containsOnlyOnce("The first admin").doesNotContain("ERROR");
      cleared.stop();
    }
    try (ServiceProcess again = api.start()) {
      assertThat(again.output()).doesNotContain("The first admin");
    }
  }

  private static void assertRefused(Launch launch, String reason) {
    try (ServiceProcess process = launch.begin()) {
      assertThat(process.awaitEnd()).isNotZero();
      String output = process.output();
      assertThat(output.lines().filter(line -> line.startsWith("errand: ")))
          .singleElement()
          .asString()
          .contains(reason)
          .doesNotContain("Exception");
      assertThat(output).doesNotContain("hush", "\tat ");
    }
  }

  @Test
  void killedInstallationHasEveryAcknowledgedJobWhenItStartsAgain() {
    Launch launch =
        Installation.everything(
            directory.resolve("data"),
            Map.of("ERRAND_LEASE_DURATION", "2s", "ERRAND_RESCUE_INTERVAL", "1s"));
    List<String> acknowledged;
    Client ann;
    try (ServiceProcess first = launch.start()) {
      ann = Client.newPerson(first.base());
      acknowledged = ann.submitAll(Collections.nCopies(100, ofMillis(400)));
      Client witness = ann;
      await("some done, some running, some waiting")
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !witness.get("/api/v1/jobs?state=completed").body().path("items").isEmpty());
      first.kill();
    }

    try (ServiceProcess second = launch.start()) {
      Client again = ann.at(second.base());
      List<JsonNode> ended = again.awaitFinal(acknowledged);

      assertThat(Client.texts(ended, "state")).containsOnly("completed");
      assertThat(again.list("/api/v1/jobs")).hasSameSizeAs(acknowledged);
    }
  }
}
