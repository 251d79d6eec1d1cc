package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.postgres.EmbeddedPostgres;
import dev.errand.standalone.system.Shell.Command;
import dev.errand.standalone.system.Shell.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command line with a server that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
  private static final String PASSWORD = "the password at the shell";

  @TempDir private static Path directory;

  private ServiceProcess server;
  private Shell shell;

  @BeforeAll
  void start() {
    server =
        Installation.everything(
                directory.resolve("data"), Map.of("ERRAND_ADMIN_PASSWORD", PASSWORD))
            .start();
    shell = new Shell(directory, server.base());
    shell.answering(PASSWORD + "\n", "login", Installation.ADMIN).printed();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private String held(String data) {
    return shell.run("job", "submit", "simulate", "--hold", "--data", data).printed();
  }

  @Test
  void whoSignedInIsKnown() {
    assertThat(shell.run("whoami").printed()).contains(Installation.ADMIN, "owner", "admin");
  }

  @Test
  void wrongPasswordSignsNobodyIn() {
    assertThat(shell.answering("wrong\n", "login", "nobody@example.org").exit()).isEqualTo(3);
    assertThat(shell.run("whoami").exit()).isZero();
  }

  @Test
  void submitAndWatchFollowsTheLiveSocketToTheEnd() {
    Outcome job =
        shell.run(
            "job",
            "submit",
            "simulate",
            "--watch",
            "--data",
            "{\"durationMs\": 2500, \"steps\": 5, \"failRate\": 0}");

    assertThat(job.printed()).contains("completed", "result");
    // Who only asks is answered at the end, and hears of no step.
    assertThat(job.err()).contains("running", "40 %").endsWith("completed  attempt 1\n");
  }

  @Test
  void watchWithoutASocketEndsAsWell() {
    String data = "{\"durationMs\": 50, \"failRate\": 0}";

    assertThat(
            shell.run("job", "submit", "simulate", "--watch", "--poll", "--data", data).printed())
        .contains("completed");
  }

  @Test
  void failureOfTheJobIsTheExitOfItsWatch() {
    Outcome job =
        shell.run(
            "job",
            "submit",
            "simulate",
            "--watch",
            "--max-attempts",
            "1",
            "--data",
            "{\"durationMs\": 10, \"shouldFail\": true}");

    assertThat(job.exit()).isEqualTo(6);
    assertThat(job.out()).contains("System Fluctuation Error");
  }

  @Test
  void cancelledJobEndsItsWatch() {
    String id = held("{\"durationMs\": 60000, \"failRate\": 0}");
    Command watch = shell.begin("", "job", "watch", id);
    watch.awaitTalk("held");
    shell.run("job", "run", id).printed();
    watch.awaitTalk("running");

    assertThat(shell.run("job", "cancel", id).err()).contains("told to stop");

    assertThat(watch.outcome().exit()).isEqualTo(7);
  }

  @Test
  void watchSurvivesARestartOfTheServer() {
    String id = held("{\"durationMs\": 10, \"failRate\": 0}");
    Command watch = shell.begin("", "job", "watch", id);
    watch.awaitTalk("held");

    server.kill();
    server = server.again();
    shell.run("job", "run", id).printed();

    assertThat(watch.outcome().printed()).contains("completed");
  }

  @Test
  void watchThatTakesTooLongIsEight() {
    String id = held("{}");

    assertThat(shell.run("job", "watch", id, "--timeout", "1s").exit()).isEqualTo(8);
  }

  @Test
  void jobsAreListedShownAndExplained() {
    String id = shell.run("job", "submit", "noop", "--hold", "--tag", "shell").printed();

    assertThat(shell.run("job", "list", "--tag", "shell").printed()).contains(id, "held");
    assertThat(shell.run("job", "list", "--all-tenants", "-q", id).printed()).contains(id);
    assertThat(Client.tree(shell.run("job", "get", id, "-o", "json").printed()).path("state"))
        .hasToString("\"held\"");
    assertThat(shell.run("job", "explain", id).printed()).contains("held");
    assertThat(shell.run("job", "logs", id).exit()).isZero();
  }

  @Test
  void conflictsAndUnknownOnesHaveTheirExits() {
    String id = shell.run("job", "submit", "noop", "--hold").printed();
    shell.run("job", "cancel", id).printed();

    assertThat(shell.run("job", "run", id).exit()).isEqualTo(5);
    assertThat(shell.run("job", "get", "0190a5c4-7d3e-7a61-9c4f-1f2e3d4c5b6a").exit()).isEqualTo(4);
    assertThat(shell.run("job", "retry", id).printed()).contains("pending");
    Outcome wrong = shell.run("job", "submit", "noop", "--priority", "5000");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("priority");
  }

  @Test
  void queuesArePausedLimitedAndPurged() {
    shell.run("queue", "set", "letters", "--concurrency", "3", "--rate", "10/1s").printed();
    shell.run("queue", "set", "letters", "--rate", "none").printed();
    shell.run("queue", "pause", "letters", "--reason", "no paper").printed();
    String id = shell.run("job", "submit", "noop", "--queue", "letters").printed();

    assertThat(shell.run("queue", "list").printed()).contains("letters", "paused", "concurrency 3");
    assertThat(shell.run("job", "explain", id).printed()).contains("queue_paused");
    assertThat(shell.run("queue", "purge", "letters", "--yes").printed()).contains("1");
    assertThat(shell.run("job", "watch", id).exit()).isEqualTo(7);
    assertThat(shell.run("queue", "resume", "letters").printed()).contains("open");
  }

  @Test
  void schedulesAreMadePausedAndRun() {
    shell
        .run(
            "schedule",
            "create",
            "nightly",
            "noop",
            "--cron",
            "0 3 * * *",
            "--timezone",
            "Europe/Berlin")
        .printed();

    assertThat(shell.run("schedule", "list").printed()).contains("nightly", "0 3 * * *");
    assertThat(shell.run("schedule", "pause", "nightly").printed()).contains("paused");
    assertThat(shell.run("schedule", "resume", "nightly").printed()).contains("next");
    String id = shell.run("schedule", "run", "nightly").printed();
    assertThat(shell.run("job", "watch", id).exit()).isZero();
    assertThat(shell.run("schedule", "preview", "--every", "1h").printed().lines()).hasSize(5);
  }

  @Test
  void figuresAndWorkersAreShown() {
    assertThat(shell.run("stats").printed()).contains("completed", "workers");
    assertThat(shell.run("worker", "list").printed()).contains("alive", "1");
  }

  @Test
  void doctorFindsNothingWrong() {
    String database = EmbeddedPostgres.shared().createDatabase("doctor");

    assertThat(shell.run("doctor", "--database-url", database).printed())
        .doesNotContain("warning", "trouble")
        .contains("java", "server", "version", "clock", "credentials", "live socket", "database");
  }

  @Test
  void adminsMakeAndPromoteUsersAndCheckTheLog(@TempDir Path other) {
    String password = "the password of a new user";
    shell.answering(password + "\n", "admin", "create-user", "ben@example.org").printed();
    assertThat(shell.run("admin", "promote", "ben@example.org").printed()).contains("true");

    Shell ben = new Shell(other, server.base());
    ben.answering(password + "\n", "login", "ben@example.org").printed();

    assertThat(ben.run("whoami").printed()).contains("ben@example.org", "admin");
    String check = ben.run("admin", "verify-audit").printed();
    assertThat(check).containsPattern("sound +yes");
    String head = check.replaceFirst("(?s).*head +(\\S+).*", "$1");
    assertThat(ben.run("admin", "verify-audit", "--kept", head).exit()).isZero();
    assertThat(ben.run("admin", "verify-audit", "--kept", head + "00").exit()).isNotZero();
    assertThat(ben.run("admin", "promote", "nobody@example.org").exit()).isEqualTo(4);
  }

  @Test
  void keyDoesWhatItsScopesAllow(@TempDir Path other) {
    String key =
        Client.login(server.base(), Installation.ADMIN, PASSWORD)
            .post("/api/v1/api-keys", Map.of("name", "shell", "scopes", List.of("jobs:read")))
            .as(201)
            .path("key")
            .asText();
    Shell program = shell.withKey(other, key);

    assertThat(program.run("job", "list").exit()).isZero();
    assertThat(program.run("job", "submit", "noop").exit()).isEqualTo(3);
    Outcome me = program.run("whoami");
    assertThat(me.err()).contains("API key errand_").doesNotContain(key);
    String job = shell.run("job", "submit", "noop").printed();
    assertThat(program.run("job", "watch", job).exit()).isZero();
    assertThat(program.run("doctor").printed()).containsPattern("ok +live socket");
    assertThat(program.answering(key + "\n", "login", "--api-key").exit()).isZero();
  }

  @Test
  void manyCommandsAtOnceExchangeATokenOnce(@TempDir Path other) throws Exception {
    Shell busy = new Shell(other, server.base());
    busy.answering(PASSWORD + "\n", "login", Installation.ADMIN).printed();
    Path credentials = other.resolve(".config/errand/credentials");
    String over = Files.readString(credentials).replaceAll("20\\d\\d-", "2001-");
    Files.writeString(credentials, over);

    List<Command> commands = Stream.generate(() -> busy.begin("", "job", "list")).limit(5).toList();

    // A second use of a refresh token would have ended the session.
    assertThat(commands).allMatch(command -> command.outcome().exit() == 0);
    busy.run("whoami").printed();
    assertThat(Files.readString(credentials)).isNotEqualTo(over);
  }

  @Test
  void whoLoggedOutIsNobody(@TempDir Path other) {
    Shell guest = new Shell(other, server.base());
    guest.answering(PASSWORD + "\n", "login", Installation.ADMIN).printed();
    guest.run("logout").printed();

    assertThat(guest.run("job", "list").exit()).isEqualTo(3);
    assertThat(shell.run("job", "list").exit()).isZero();
  }
}
