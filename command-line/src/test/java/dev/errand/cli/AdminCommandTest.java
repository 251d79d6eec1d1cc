package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdminCommandTest extends Session {
  private static final String BEN =
      """
      {"id":"%s","email":"ben@example.org","username":"ben","name":"Ben","role":"owner",
       "admin":true,"active":true,"emailVerified":true,"tenant":{"id":"1","name":"Ben's"},
       "createdAt":"2026-03-01T08:00:00Z","lastLoginAt":null}"""
          .formatted(Documents.ID);

  @Test
  void passwordOfANewUserIsNoArgument() {
    server.on("POST /api/v1/users", 201, BEN);

    assertThat(
            terminal
                .answering(
                    "a long password\n", "admin", "create-user", "ben@example.org", "--name", "Ben")
                .out())
        .contains("ben@example.org", "owner");

    assertThat(server.last().body())
        .isEqualTo(
            "{\"email\":\"ben@example.org\",\"name\":\"Ben\",\"password\":\"a long password\"}");
  }

  @Test
  void invitationNeedsNoPassword() {
    server.on("POST /api/v1/users", 202, "{\"status\":\"invited\"}");

    assertThat(run("admin", "create-user", "ben@example.org", "--invite").err())
        .contains("invitation");

    assertThat(server.last().body()).isEqualTo("{\"email\":\"ben@example.org\"}");
  }

  @Test
  void userIsPromotedByItsAddress() {
    server.on("GET /api/v1/users", 200, "{\"items\":[%s],\"nextCursor\":null}".formatted(BEN));
    server.on("PATCH /api/v1/users/" + Documents.ID, 200, BEN);

    assertThat(run("admin", "promote", "Ben@example.org").exit()).isZero();
    assertThat(server.last().body()).isEqualTo("{\"admin\":true}");
    assertThat(run("admin", "promote", "example.org").exit()).isEqualTo(4);
  }

  @Test
  void keysAreRotatedSoftlyUnlessTold() {
    server.on("POST /api/v1/admin/keys/rotate", 200, "{\"keyId\":\"key-2\"}");

    assertThat(run("admin", "rotate-keys").out()).contains("key-2");
    assertThat(server.last().body()).isEqualTo("{\"atOnce\":false}");
    run("admin", "rotate-keys", "--at-once");
    assertThat(server.last().body()).isEqualTo("{\"atOnce\":true}");
  }

  @Test
  void soundLogPrintsTheHeadToKeep() {
    server.on(
        "GET /api/v1/admin/audit/verify",
        200,
        "{\"sound\":true,\"rows\":12,\"head\":{\"seq\":12,\"hash\":\"ab12\"},\"broken\":null}");

    var check = run("admin", "verify-audit", "--kept", "9-cd34");

    assertThat(check.exit()).isZero();
    assertThat(check.out()).contains("12-ab12");
    assertThat(server.last().what()).endsWith("/verify?kept=9-cd34");
  }

  @Test
  void brokenLogIsAFailure() {
    server.on(
        "GET /api/v1/admin/audit/verify",
        200,
        """
        {"sound":false,"rows":4,"head":{"seq":4,"hash":"ab12"},
         "broken":{"seq":5,"reason":"the row was changed"}}""");

    var check = run("admin", "verify-audit");

    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out()).contains("the row was changed", "5");
  }
}
