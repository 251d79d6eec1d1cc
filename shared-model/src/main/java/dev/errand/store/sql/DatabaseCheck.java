package dev.errand.store.sql;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Asks, before a service starts, whether a database is there and keeps what it has committed. Plain
 * JDBC, because it runs before there is an event loop.
 */
@CrossTenant("asks about the server and reads no rows")
public final class DatabaseCheck {

  /** Older ones get no security fixes any more. */
  private static final int OLDEST_VERSION = 15;

  private static final String TIMEOUT_SECONDS = "5";

  private static final String FACTS =
      """
      /* sql.check */
      select version() as product,
             current_setting('server_version_num')::int / 10000 as version,
             current_setting('fsync') as fsync,
             current_setting('full_page_writes') as full_page_writes,
             current_setting('synchronous_commit') as synchronous_commit
      """;

  private DatabaseCheck() {}

  /** One line for people that says why the service must not start on this database, or nothing. */
  public static Optional<String> problem(DatabaseUrl url) {
    try {
      // Not every class loader that we run under lets the DriverManager find it by itself.
      Class.forName("org.postgresql.Driver");
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException("the JDBC driver of PostgreSQL is not on the class path");
    }
    try (Connection connection = DriverManager.getConnection(url.jdbc(), properties(url));
        Statement statement = connection.createStatement();
        ResultSet facts = statement.executeQuery(FACTS)) {
      facts.next();
      return Optional.ofNullable(unfit(url, facts));
    } catch (SQLException failure) {
      return Optional.of(unreachable(url, failure));
    }
  }

  private static Properties properties(DatabaseUrl url) {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password());
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
    properties.setProperty("ApplicationName", "errand-check");
    return properties;
  }

  private static @Nullable String unfit(DatabaseUrl url, ResultSet facts) throws SQLException {
    if (!facts.getString("product").startsWith("PostgreSQL ")) {
      return "%s is not PostgreSQL: it calls itself %s"
          .formatted(url, firstLine(facts.getString("product")));
    }
    if (facts.getInt("version") < OLDEST_VERSION) {
      return "%s is PostgreSQL %d, Errand needs %d or newer"
          .formatted(url, facts.getInt("version"), OLDEST_VERSION);
    }
    for (String promise : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
      if (facts.getString(promise).equals("off")) {
        return "%s has %s=off and may lose committed jobs: switch it on".formatted(url, promise);
      }
    }
    return null;
  }

  private static String unreachable(DatabaseUrl url, SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "28P01", "28000" -> "%s refuses the login: %s".formatted(url, detail(failure));
      case "3D000" -> "%s does not exist: create the database first".formatted(url);
      default -> "cannot reach the database %s: %s".formatted(url, detail(failure));
    };
  }

  private static String detail(SQLException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnknownHostException
        ? "the host name is unknown"
        : firstLine(String.valueOf(root.getMessage()));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
