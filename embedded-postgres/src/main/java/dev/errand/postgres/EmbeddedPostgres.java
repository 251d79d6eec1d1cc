package dev.errand.postgres;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A PostgreSQL server of our own on a directory that is kept between starts.
 *
 * <p>It listens on 127.0.0.1 only, on a port that it keeps while that is free, and is durable:
 * {@code fsync}, {@code full_page_writes} and {@code synchronous_commit} are on. It stops when this
 * object is closed or this process dies, and a server that outlived its process is stopped by the
 * next start. Every failure is an {@link EmbeddedPostgresException} with one line for people.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private final DataDirectory directory;
  private final Server server;
  private final boolean kept;
  private boolean closed;

  private EmbeddedPostgres(DataDirectory directory, Server server, boolean kept) {
    this.directory = directory;
    this.server = server;
    this.kept = kept;
  }

  /** Starts the server of a directory, which is made and filled if it is new or empty. */
  public static EmbeddedPostgres start(Path directory) {
    return start(directory, Map.of());
  }

  /**
   * As {@link #start(Path)}, with settings of the server such as {@code shared_buffers=1GB}.
   *
   * @throws IllegalArgumentException when a setting would make the server less durable or reachable
   *     from elsewhere
   */
  public static EmbeddedPostgres start(Path directory, Map<String, String> settings) {
    return start(directory, new ServerSettings(settings), true);
  }

  /**
   * A server for tests and measurements, as durable as any, whose directory is removed when it is
   * closed or this process ends.
   */
  public static EmbeddedPostgres temporary() {
    return temporary(Map.of());
  }

  /** As {@link #temporary()}, with settings of the server. */
  public static EmbeddedPostgres temporary(Map<String, String> settings) {
    ServerSettings checked = new ServerSettings(settings);
    try {
      EmbeddedPostgres postgres = start(TemporaryDirectory.create(), checked, false);
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop PostgreSQL"));
      return postgres;
    } catch (IOException failure) {
      throw failed("cannot make a temporary directory", failure);
    }
  }

  /** One temporary server for all the tests of this process, which make their own databases. */
  public static EmbeddedPostgres shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final EmbeddedPostgres SERVER = temporary();
  }

  /** Deletes all data of a directory that is Errand's and that no living instance uses. */
  public static void erase(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (DataDirectory taken = DataDirectory.open(directory)) {
      new Postmaster(taken.cluster()).stop();
      taken.erase();
    } catch (IOException failure) {
      throw failed("cannot erase " + directory, failure);
    }
  }

  private static EmbeddedPostgres start(Path path, ServerSettings settings, boolean kept) {
    DataDirectory directory = DataDirectory.open(path);
    try {
      return new EmbeddedPostgres(directory, Server.startedOn(directory, settings), kept);
    } catch (IOException failure) {
      directory.close();
      throw failed("cannot start PostgreSQL on " + directory.root(), failure);
    } catch (RuntimeException failure) {
      directory.close();
      throw failure;
    }
  }

  /**
   * The database {@code errand}, as its owner: {@code postgresql://errand:…@127.0.0.1:…/errand}.
   */
  public String url() {
    return server.access().ownerUrl(Access.OWNER);
  }

  /** The database {@code errand} as the superuser: for tests and measurements. */
  public String superuserUrl() {
    return server.access().superuserUrl(Access.OWNER);
  }

  /** Makes another empty database of the same owner and answers the owner's URL of it. */
  public String createDatabase(String name) {
    Properties login = new Properties();
    login.setProperty("user", Access.SUPERUSER);
    login.setProperty("password", server.access().superuserPassword());
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port());
    // Not the DriverManager: it finds no driver when a test framework loads classes twice.
    try (Connection connection = requireNonNull(new Driver().connect(url, login));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create database %s owner %s"
              .formatted(statement.enquoteIdentifier(name, true), Access.OWNER));
      return server.access().ownerUrl(name);
    } catch (SQLException failure) {
      throw new EmbeddedPostgresException(
          "cannot create the database %s: %s".formatted(name, failure.getMessage()), failure);
    }
  }

  public int port() {
    return server.access().port();
  }

  public Path directory() {
    return directory.root();
  }

  /** Whether the server's main process is alive; it may have been killed. */
  public boolean isRunning() {
    return server.postmaster().running().isPresent();
  }

  /** The process id of the server, for tests that harm it; fails when it is not running. */
  public long pid() {
    return server.postmaster().running().orElseThrow().pid();
  }

  /** Stops the server if it still runs and starts it again, on the same port. */
  public synchronized void restart() {
    if (closed) {
      return;
    }
    try {
      server.restart();
    } catch (IOException failure) {
      throw failed("cannot restart PostgreSQL on " + directory.root(), failure);
    }
  }

  /** Stops the server in order and lets go of the directory. Closing twice is harmless. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (kept) {
        server.stop();
      } else {
        server.abort();
        FileTree.delete(directory.root());
      }
    } catch (IOException failure) {
      throw failed("cannot stop PostgreSQL on " + directory.root(), failure);
    } finally {
      directory.close();
    }
  }

  private static EmbeddedPostgresException failed(String what, IOException why) {
    return new EmbeddedPostgresException(what + ": " + IoReason.of(why), why);
  }
}
