package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A small shell that stops the server when this process dies, however it dies: it waits on a pipe
 * that the kernel closes then. If it is killed as well, the next start finds the orphan.
 */
final class Watchdog implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      read -r line && exit 0
      read -r pid < "$1/postmaster.pid" && kill -INT "$pid"
      """;

  private final Process shell;

  private Watchdog(Process shell) {
    this.shell = shell;
  }

  static Watchdog over(Path cluster) throws IOException {
    return new Watchdog(
        new ProcessBuilder("sh", "-c", SCRIPT, "errand-watchdog", cluster.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Ends the watch and leaves the server alone. */
  @Override
  public void close() {
    try (var stdin = shell.outputWriter()) {
      stdin.write("done\n");
    } catch (IOException killed) {
      // It is gone already, which is what we want.
    }
  }
}
