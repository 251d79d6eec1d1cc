package dev.errand.store.sql;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away or too busy from one that found our statement wrong. */
public final class DatabaseTrouble {
  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final Duration BUSY = Duration.ofSeconds(2);

  private DatabaseTrouble() {}

  /** What a client is told; nothing when it is our statement that is wrong. */
  public static Optional<ErrandException> problem(Throwable failure) {
    return switch (failure) {
      case StatementRefused refused -> ofState(refused.sqlState());
      case PgException refused -> ofState(String.valueOf(refused.getSqlState()));
      case DatabaseTooSlow slow -> Optional.of(busy());
      case ClosedConnectionException closed -> Optional.of(away());
      case ClosedChannelException closed -> Optional.of(away());
      case SocketException unreachable -> Optional.of(away());
      case UnknownHostException unknown -> Optional.of(away());
      case TimeoutException noConnection -> Optional.of(busy());
      default -> ofMessage(failure);
    };
  }

  // The pool tells these only by their text.
  private static Optional<ErrandException> ofMessage(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    if (text.contains("Connection pool reached max wait queue size")
        || text.startsWith("Timeout waiting for connection")) {
      return Optional.of(busy());
    }
    if (text.startsWith("Connection is not active")
        || text.startsWith("Connection was closed")
        || text.startsWith("Connection reset")
        || text.startsWith("Connection closed")
        || text.startsWith("Failed to read any response from the server")
        || text.startsWith("Pool closed")) {
      return Optional.of(away());
    }
    return Optional.empty();
  }

  // Classes of PostgreSQL 18, appendix A.
  private static Optional<ErrandException> ofState(String state) {
    return switch (state) {
      case "57014", "55P03", "40001", "40P01" -> Optional.of(busy());
      // 25006: after a failover we may still talk to what is a standby now.
      case "55000", "25006" -> Optional.of(away());
      default -> {
        if (state.startsWith("53")) {
          yield Optional.of(busy());
        }
        yield state.startsWith("57P") || state.startsWith("08") || state.startsWith("28")
            ? Optional.of(away())
            : Optional.empty();
      }
    };
  }

  private static ErrandException away() {
    return ErrandException.later(
        ErrorCode.DATABASE_AWAY, "The database does not answer. Try again soon.", AWAY);
  }

  private static ErrandException busy() {
    return ErrandException.later(
        ErrorCode.OVERLOADED, "The database is too busy. Try again soon.", BUSY);
  }
}
