package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.cli.Terminal.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorCommandTest extends Session {

  private void everythingIsWell() {
    server.on("GET /q/health/ready", 200, "{\"status\":\"UP\",\"checks\":[]}");
    server.on("GET /q/openapi", 200, "{\"info\":{\"title\":\"Errand\",\"version\":\"v1\"}}");
    server.on("GET /api/v1/auth/me", 200, Documents.ME);
  }

  @Test
  void clockThatIsWrongAndSocketThatDoesNotOpenAreWarnings() {
    everythingIsWell();

    // The clock of this terminal stands still.
    Outcome doctor = run("doctor");

    assertThat(doctor.exit()).isZero();
    assertThat(doctor.out())
        .containsPattern("ok +java")
        .containsPattern("ok +server")
        .containsPattern("ok +version +API v1")
        .containsPattern("warning +clock")
        .containsPattern("ok +credentials")
        .containsPattern("warning +live socket +the server answered 404");
    assertThat(doctor.err()).contains("clock: set both by NTP", "Upgrade");
  }

  @Test
  void clockThatIsRightIsOk() {
    everythingIsWell();
    terminal.at(Instant.now());

    assertThat(run("doctor").out()).containsPattern("ok +clock");
  }

  @Test
  void serverThatIsNotThereIsTrouble() {
    server.close();

    Outcome doctor = run("doctor");

    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out()).containsPattern("trouble +server");
    assertThat(doctor.err()).contains("./errand up");
  }

  @Test
  void serverWithoutItsDatabaseSaysSo() {
    server.on(
        "GET /q/health/ready",
        503,
        "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"DOWN\"}]}",
        Map.of("Date", "Sun, 01 Mar 2026 08:00:00 GMT"));

    assertThat(run("doctor").out()).contains("not ready: database");
  }

  @Test
  void credentialsThatOthersCanReadAreTrouble() throws Exception {
    everythingIsWell();
    Path file = Files.createDirectories(home.resolve(".config/errand")).resolve("credentials");
    Files.writeString(file, "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    Outcome doctor = run("doctor");

    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out()).contains("others can read");
    assertThat(doctor.err()).contains("chmod 600");
  }

  @Test
  void keyThatIsRefusedIsTrouble() {
    everythingIsWell();
    server.close();
    begin();
    server.on("GET /q/health/ready", 200, "{}");

    assertThat(run("doctor", "-o", "json").exit()).isEqualTo(1);
    assertThat(terminal.without("ERRAND_API_KEY").run("doctor").out())
        .contains("nobody is signed in");
  }

  @Test
  void databaseThatIsNotThereIsTroubleAndItsPasswordASecret() {
    everythingIsWell();

    Outcome doctor = run("doctor", "--database-url", "postgresql://errand:hush@127.0.0.1:1/errand");

    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out()).contains("cannot reach the database");
    assertThat(doctor.out() + doctor.err()).doesNotContain("hush", "Exception");
  }
}
