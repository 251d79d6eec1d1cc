package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's main process, known by {@code postmaster.pid} rather than by a handle: it runs in a
 * session of its own, so that Ctrl-C reaches this process first, and it may be left over from a
 * process that was killed.
 */
record Postmaster(Path cluster) {

  private static final Pattern SERVER = Pattern.compile("(.*/)?postgres(\\s.*)?");
  private static final Duration FAST_STOP = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(5);

  /** Starts it and waits until it accepts connections. */
  void start(Programs programs, ServerLog log) throws IOException {
    removeStalePid();
    log.startAnew();
    Command.Ended started =
        programs.run(
            "pg_ctl",
            List.of(
                "start",
                "--pgdata=" + cluster,
                "--log=" + log.file(),
                "--wait",
                "--timeout=90",
                "--silent"),
            "");
    if (!started.succeeded()) {
      throw new StartFailure(log.text() + "\n" + started.output());
    }
  }

  /** The server did not come up; {@link #log} says why. */
  static final class StartFailure extends IOException {
    private final String log;

    StartFailure(String log) {
      super(ServerLog.reasonIn(log));
      this.log = log;
    }

    boolean portTaken() {
      return log.contains("could not bind") || log.contains("could not create any TCP/IP sockets");
    }

    /** The processes of a killed server are still on their way out. */
    boolean predecessorLingers() {
      return log.contains("is still in use");
    }
  }

  /** The living server of this cluster, if there is one. */
  Optional<ProcessHandle> running() {
    return pid().flatMap(ProcessHandle::of).filter(Postmaster::isServer);
  }

  /** Ends sessions, writes a checkpoint, and waits until the server is gone. */
  void stop() throws IOException {
    Optional<ProcessHandle> server = running();
    if (server.isEmpty()) {
      return;
    }
    signal("INT", server.get());
    if (!endsWithin(FAST_STOP, server.get())) {
      abort();
    }
  }

  /** Ends the server without writing anything: for data that nobody wants any more. */
  void abort() throws IOException {
    Optional<ProcessHandle> server = running();
    if (server.isEmpty()) {
      return;
    }
    signal("QUIT", server.get());
    if (!endsWithin(IMMEDIATE_STOP, server.get())) {
      throw new IOException("PostgreSQL (process %d) does not stop".formatted(server.get().pid()));
    }
  }

  /**
   * After a reboot or in a container the number may belong to another program; the server would
   * then refuse to start. A number that is free, or that is a server's, is left for it to judge.
   */
  private void removeStalePid() throws IOException {
    boolean someoneElse =
        pid().flatMap(ProcessHandle::of).filter(process -> !isServer(process)).isPresent();
    if (someoneElse) {
      Files.deleteIfExists(pidFile());
    }
  }

  Optional<Long> pid() {
    try {
      return Files.readAllLines(pidFile()).stream()
          .findFirst()
          .map(String::strip)
          .map(Long::valueOf);
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    } catch (IOException | NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }

  /** A process that has ended but was not collected by its parent has no command any more. */
  private static boolean isServer(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    String command = info.command().or(info::commandLine).orElse("");
    return process.isAlive() && SERVER.matcher(command).matches();
  }

  private static void signal(String name, ProcessHandle process) throws IOException {
    Command.run(
        Path.of("/"), List.of("sh", "-c", "kill -%s %d".formatted(name, process.pid())), "");
  }

  private static boolean endsWithin(Duration limit, ProcessHandle process) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (isServer(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** Not a child of ours, so there is nothing to wait on. */
  static void pause() throws IOException {
    try {
      Thread.sleep(10);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for PostgreSQL", interrupted);
    }
  }
}
