package dev.errand.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.postgres.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseCheckTest {

  private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
  private final DatabaseUrl good = DatabaseUrl.parse(postgres.url());

  @Test
  void durablePostgresIsFit() {
    assertThat(DatabaseCheck.problem(good)).isEmpty();
  }

  @Test
  void nothingListening() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(DatabaseCheck.problem(at("127.0.0.1", port)))
        .hasValue(
            "cannot reach the database postgresql://errand@127.0.0.1:%d/errand: Connection refused"
                .formatted(port));
  }

  @Test
  void unknownHost() {
    assertThat(DatabaseCheck.problem(at("nowhere.invalid", 5432)))
        .hasValueSatisfying(line -> assertThat(line).endsWith("the host name is unknown"));
  }

  @Test
  @Timeout(20)
  void silentServer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(DatabaseCheck.problem(at("127.0.0.1", silent.getLocalPort())))
          .hasValueSatisfying(line -> assertThat(line).contains("timed out"));
    }
  }

  @Test
  void wrongPassword() {
    DatabaseUrl wrong =
        new DatabaseUrl(good.host(), good.port(), "errand", "errand", "wrong", Map.of());

    assertThat(DatabaseCheck.problem(wrong))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("refuses the login", "password authentication failed")
                    .doesNotContain("wrong", "\n"));
  }

  @Test
  void missingDatabase() {
    DatabaseUrl missing =
        new DatabaseUrl(good.host(), good.port(), "nothing", "errand", good.password(), Map.of());

    assertThat(DatabaseCheck.problem(missing))
        .hasValueSatisfying(line -> assertThat(line).contains("/nothing does not exist"));
  }

  @Test
  void committingWithoutWaitingForTheDiskIsRefused() throws Exception {
    String careless = postgres.createDatabase("careless");
    alter("alter database careless set synchronous_commit = off");

    assertThat(DatabaseCheck.problem(DatabaseUrl.parse(careless)))
        .hasValueSatisfying(line -> assertThat(line).contains("synchronous_commit=off"));
  }

  private DatabaseUrl at(String host, int port) {
    return new DatabaseUrl(host, port, "errand", "errand", "", Map.of());
  }

  private void alter(String sql) throws SQLException {
    DatabaseUrl superuser = DatabaseUrl.parse(postgres.superuserUrl());
    try (var connection =
            DriverManager.getConnection(superuser.jdbc(), superuser.user(), superuser.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
