package dev.errand.postgres;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One cluster's server: how it is started, on which port, and what watches it. */
final class Server {

  private static final Duration PREDECESSOR_LEAVES = Duration.ofSeconds(10);
  private static final int PORTS_TO_TRY = 5;

  private final DataDirectory directory;
  private final Programs programs;
  private final ServerSettings settings;
  private final Postmaster postmaster;
  private Access access;
  private @Nullable Watchdog watchdog;

  private Server(
      DataDirectory directory, Programs programs, ServerSettings settings, Access access) {
    this.directory = directory;
    this.programs = programs;
    this.settings = settings;
    this.access = access;
    this.postmaster = new Postmaster(directory.cluster());
  }

  /** Stops a server that was left over, makes the cluster if there is none, and starts it. */
  static Server startedOn(DataDirectory directory, ServerSettings settings) throws IOException {
    new Postmaster(directory.cluster()).stop();
    Programs programs = Programs.forDirectory(directory);
    Access access = new ClusterPreparation(directory, programs).prepare();
    Server server = new Server(directory, programs, settings, access);
    server.start();
    return server;
  }

  Access access() {
    return access;
  }

  Postmaster postmaster() {
    return postmaster;
  }

  void restart() throws IOException {
    stop();
    start();
  }

  void stop() throws IOException {
    postmaster.stop();
    letGo();
  }

  /** Ends at once, for data that is deleted next: a checkpoint of it may take half a minute. */
  void abort() throws IOException {
    postmaster.abort();
    letGo();
  }

  private void letGo() {
    if (watchdog != null) {
      watchdog.close();
      watchdog = null;
    }
  }

  private void start() throws IOException {
    watchdog = Watchdog.over(directory.cluster());
    try {
      startOnSomePort();
    } catch (IOException failure) {
      watchdog.close();
      throw failure;
    }
  }

  /** Between asking for a free port and using it, somebody else may take it. */
  private void startOnSomePort() throws IOException {
    for (int left = PORTS_TO_TRY; ; left--) {
      usePort(FreePort.preferring(access.port()));
      try {
        startOncePredecessorIsGone();
        return;
      } catch (Postmaster.StartFailure failure) {
        if (!failure.portTaken() || left == 1) {
          throw failure;
        }
      }
    }
  }

  private void usePort(int port) throws IOException {
    if (port != access.port()) {
      access = access.withPort(port);
      access.writeTo(directory.connectionFile());
    }
    settings.writeTo(directory.cluster(), port);
  }

  private void startOncePredecessorIsGone() throws IOException {
    long deadline = System.nanoTime() + PREDECESSOR_LEAVES.toNanos();
    while (true) {
      try {
        postmaster.start(programs, new ServerLog(directory.serverLog()));
        return;
      } catch (Postmaster.StartFailure failure) {
        if (!failure.predecessorLingers() || System.nanoTime() > deadline) {
          throw failure;
        }
        Postmaster.pause();
      }
    }
  }
}
