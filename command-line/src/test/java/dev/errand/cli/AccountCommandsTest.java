package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.cli.Terminal.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountCommandsTest extends Session {
  private static final String REFRESHED =
      Documents.SESSION.replace("access-1", "access-2").replace("refresh-1", "refresh-2");

  @BeforeEach
  void nobodyIsSignedIn() {
    terminal.without("ERRAND_API_KEY");
    server.on("POST /api/v1/auth/login", 200, Documents.SESSION);
    server.on("GET /api/v1/auth/me", 200, Documents.ME);
  }

  private Path credentials() {
    return home.resolve(".config/errand/credentials");
  }

  @Test
  void loginIsKeptForItsOwnerAlone() throws Exception {
    Outcome login = terminal.answering("the password\n", "login", "ann@example.org");

    assertThat(login.exit()).isZero();
    assertThat(login.out() + login.err()).doesNotContain("the password", "access-1");
    assertThat(server.last().body())
        .isEqualTo("{\"login\":\"ann@example.org\",\"password\":\"the password\"}");
    assertThat(Files.readString(credentials())).doesNotContain("the password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials().getParent())))
        .isEqualTo("rwx------");

    Outcome me = run("whoami");

    assertThat(me.out()).contains("ann@example.org", "owner", "jobs:read, jobs:write");
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer access-1");
  }

  @Test
  void lastLoginSaysWhereTheServerIs() {
    terminal.answering("the password\n", "login", "ann");
    terminal.without("ERRAND_URL");

    assertThat(run("whoami").exit()).isZero();
  }

  @Test
  void loginIsNeverSentToAnotherServer() {
    terminal.answering("the password\n", "login", "ann");
    try (RecordedServer other = new RecordedServer()) {
      other.on("GET /api/v1/jobs", 200, "{\"items\":[]}");

      run("job", "list", "--url", other.url());

      assertThat(other.last().header("Authorization")).isEmpty();
    }
  }

  @Test
  void tokenThatIsOverIsExchangedBeforeItIsUsed() {
    terminal.answering("the password\n", "login", "ann");
    server.on("POST /api/v1/auth/refresh-token", 200, REFRESHED);
    terminal.at(Terminal.NOW.plusSeconds(890));

    assertThat(run("whoami").exit()).isZero();

    assertThat(server.last().header("Authorization")).isEqualTo("Bearer access-2");
    run("whoami");
    assertThat(server.calls()).containsOnlyOnce("POST /api/v1/auth/refresh-token");
  }

  @Test
  void tokenThatTheServerRefusesIsExchangedOnce() {
    terminal.answering("the password\n", "login", "ann");
    server.on("POST /api/v1/auth/refresh-token", 200, REFRESHED);
    server.on("GET /api/v1/jobs", 401, Documents.problem(401, "unauthenticated", "Sign in first"));
    server.on("GET /api/v1/jobs", 200, "{\"items\":[]}");

    assertThat(run("job", "list").exit()).isZero();

    assertThat(server.last().header("Authorization")).isEqualTo("Bearer access-2");
  }

  @Test
  void sessionThatIsOverAsksForALogin() {
    terminal.answering("the password\n", "login", "ann");
    String over = Documents.problem(401, "unauthenticated", "Sign in first");
    server.on("POST /api/v1/auth/refresh-token", 401, over);
    server.on("GET /api/v1/jobs", 401, over);

    Outcome list = run("job", "list");

    assertThat(list.exit()).isEqualTo(3);
    assertThat(list.err()).contains("errand login");
  }

  @Test
  void secondStepIsAskedForAndItsCodeSent() {
    server.close();
    begin();
    terminal.without("ERRAND_API_KEY");
    server.on(
        "POST /api/v1/auth/login",
        200,
        "{\"otpRequired\":true,\"challengeId\":\"c-1\",\"channels\":[\"email\"],\"expiresIn\":600}");
    server.on("POST /api/v1/auth/send-otp", 202, "{\"status\":\"sent\"}");
    server.on("POST /api/v1/auth/verify-otp", 200, Documents.SESSION);

    Outcome login = terminal.answering("the password\n123456\n", "login", "ann");

    assertThat(login.exit()).isZero();
    assertThat(server.calls())
        .containsExactly(
            "POST /api/v1/auth/login",
            "POST /api/v1/auth/send-otp",
            "POST /api/v1/auth/verify-otp");
    assertThat(server.last().body()).isEqualTo("{\"challengeId\":\"c-1\",\"code\":\"123456\"}");
  }

  @Test
  void wrongPasswordLeavesNothing() {
    server.close();
    begin();
    terminal.without("ERRAND_API_KEY");
    server.on(
        "POST /api/v1/auth/login", 401, Documents.problem(401, "invalid_credentials", "Wrong"));

    assertThat(terminal.answering("nope\n", "login", "ann").exit()).isEqualTo(3);
    assertThat(credentials()).doesNotExist();
  }

  @Test
  void passwordIsNoArgument() {
    assertThat(run("login", "ann", "secret").exit()).isEqualTo(2);
    assertThat(run("login", "ann", "--password", "secret").exit()).isEqualTo(2);
    assertThat(run("login", "ann").err()).contains("Password is missing");
  }

  @Test
  void passwordIsNotTypedWhereItWouldBeShown() {
    terminal.with("ERRAND_STDIN", "terminal");

    assertThat(terminal.answering("the password\n", "login", "ann").exit()).isEqualTo(2);
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void keyIsKeptWhenTheServerKnowsIt() {
    assertThat(terminal.answering("errand_a_key_of_anns\n", "login", "--api-key").exit()).isZero();
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer errand_a_key_of_anns");

    run("whoami");

    assertThat(server.last().header("Authorization")).isEqualTo("Bearer errand_a_key_of_anns");
  }

  @Test
  void keyThatMayNotAskWhoItIsIsKnownAllTheSame() {
    server.on("GET /api/v1/auth/me", 200, Documents.ME);
    server.close();
    begin();
    server.on("GET /api/v1/auth/me", 403, Documents.problem(403, "forbidden", "No"));

    Outcome me = run("whoami");

    assertThat(me.exit()).isZero();
    assertThat(me.err()).contains("API key errand_secre…").doesNotContain("of_the_test");
  }

  @Test
  void variablesTakePrecedence() {
    terminal.answering("the password\n", "login", "ann");

    terminal.with("ERRAND_TOKEN", "a-token").run("whoami");
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer a-token");

    terminal.with("ERRAND_API_KEY", "a-key").run("whoami");
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer a-key");
  }

  @Test
  void logoutForgetsHereAndThere() throws Exception {
    terminal.answering("the password\n", "login", "ann");
    server.on("POST /api/v1/auth/logout", 204, "");

    assertThat(run("logout").exit()).isZero();

    assertThat(server.last().body()).isEqualTo("{\"refreshToken\":\"refresh-1\"}");
    assertThat(Files.readString(credentials())).doesNotContain("refresh-1", "access-1");
    assertThat(run("logout").err()).contains("Nobody is signed in");
  }
}
