package dev.errand.live.start;

import dev.errand.store.sql.DatabaseCheck;
import dev.errand.store.sql.DatabaseUrl;
import io.quarkus.runtime.Quarkus;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts one service as a process of its own, over a PostgreSQL that somebody else runs. */
public final class ServiceStart {
  private static final Logger LOG = Logger.getLogger(ServiceStart.class);

  private ServiceStart() {}

  /** Runs until told to stop, then ends the process. */
  public static void main(int defaultPort, String... arguments) {
    try {
      prepare(defaultPort);
    } catch (StartRefused refused) {
      System.err.println("errand: " + refused.getMessage());
      System.exit(1);
    }
    AtomicInteger exitCode = new AtomicInteger();
    Quarkus.run(
        null,
        (code, failure) -> exitCode.set(failure == null ? code : refused(failure)),
        arguments);
    System.exit(exitCode.get());
  }

  private static void prepare(int defaultPort) {
    String host = setting("errand.http.host", "ERRAND_HTTP_HOST").orElse("0.0.0.0");
    int port = setting("errand.port", "ERRAND_PORT").map(ServiceStart::port).orElse(defaultPort);
    HttpPort.requireFree(host, port);
    String url =
        setting("errand.database.url", "ERRAND_DATABASE_URL")
            .orElseThrow(
                () ->
                    new StartRefused("needs a PostgreSQL: --database-url or ERRAND_DATABASE_URL"));
    DatabaseCheck.problem(parsed(url))
        .ifPresent(
            problem -> {
              throw new StartRefused(problem);
            });
    System.setProperty("quarkus.http.host", host);
    System.setProperty("quarkus.http.port", Integer.toString(port));
  }

  private static DatabaseUrl parsed(String url) {
    try {
      return DatabaseUrl.parse(url);
    } catch (IllegalArgumentException malformed) {
      throw new StartRefused(String.valueOf(malformed.getMessage()));
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new StartRefused("the port must be a number up to 65535, not " + text);
  }

  private static Optional<String> setting(String property, String variable) {
    @Nullable String value = System.getProperty(property);
    return Optional.ofNullable(value == null ? System.getenv(variable) : value)
        .filter(text -> !text.isBlank());
  }

  /** Says in one line why the services could not start; the log has the rest. */
  public static int refused(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = Objects.requireNonNull(root.getCause());
    }
    LOG.debug("the service could not start", failure);
    System.err.println("errand: could not start: " + root.getMessage());
    return 1;
  }
}
