package dev.errand.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {

  static Stream<Throwable> lostConnections() {
    return Stream.of(
        ClosedConnectionException.INSTANCE,
        new ConnectException("Connection refused"),
        new SocketException("Connection reset"),
        new ClosedChannelException(),
        new VertxException("Connection was closed", true));
  }

  @ParameterizedTest
  @MethodSource("lostConnections")
  void aLostConnectionIsADatabaseThatIsAway(Throwable lost) {
    assertThat(DatabaseTrouble.problem(lost).map(ErrandException::code))
        .contains(ErrorCode.DATABASE_AWAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08000", "08006", "08P01", "57P01", "57P02", "57P03", "57P04", "55000"})
  void statesOfALostServerAreADatabaseThatIsAway(String state) {
    assertThat(DatabaseTrouble.problem(refused(state)).map(ErrandException::code))
        .contains(ErrorCode.DATABASE_AWAY);
  }

  @Test
  void aPoolWithoutAFreeConnectionIsOverload() {
    ErrandException problem =
        DatabaseTrouble.problem(new VertxException("Timeout waiting for connection", true))
            .orElseThrow();

    assertThat(problem.code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(problem.retryAfter()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42601", "22P02"})
  void aWrongStatementIsOurFault(String state) {
    assertThat(DatabaseTrouble.problem(refused(state))).isEmpty();
  }

  private static StatementRefused refused(String state) {
    return new StatementRefused(new PgException("no", "ERROR", state, "no"));
  }
}
