package dev.errand.bench.engine;

import static java.util.Objects.requireNonNull;

import dev.errand.store.sql.DatabaseUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** What the superuser does around a measurement, on a connection of its own each time. */
@Singleton
public class Admin {
  private final DatabaseUrl url;

  @Inject
  Admin(BenchConfig config) {
    url = DatabaseUrl.parse(config.adminUrl());
  }

  /** Runs a statement, outside of any transaction. */
  public void run(String sql) {
    rows(sql);
  }

  /** The one number that a query answers. */
  public long number(String sql) {
    return Long.parseLong(rows(sql).getFirst().getFirst());
  }

  /** What a query answers, as text; nothing where it is no query. */
  public List<List<String>> rows(String sql) {
    Properties login = new Properties();
    login.setProperty("user", url.user());
    login.setProperty("password", url.password());
    try (Connection connection = requireNonNull(new Driver().connect(url.jdbc(), login));
        Statement statement = connection.createStatement()) {
      List<List<String>> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet result = statement.getResultSet()) {
          int columns = result.getMetaData().getColumnCount();
          while (result.next()) {
            rows.add(row(result, columns));
          }
        }
      }
      return rows;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
    }
  }

  private static List<String> row(ResultSet result, int columns) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      row.add(String.valueOf(result.getString(column)));
    }
    return row;
  }
}
