package dev.errand.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link HoldServer} in a JVM of its own, to be killed by tests. */
record ServerHolder(Process process, long serverPid, Path directory, String url)
    implements AutoCloseable {

  static ServerHolder start(String directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HoldServer.class.getName(),
                directory)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (line == null || line.startsWith("refused")) {
      process.destroyForcibly();
      throw new IOException("the holder says " + line);
    }
    String[] facts = line.split(" ", 3);
    return new ServerHolder(process, Long.parseLong(facts[0]), Path.of(facts[1]), facts[2]);
  }

  ProcessHandle server() {
    return ProcessHandle.of(serverPid).orElseThrow();
  }

  /** Leaves nobody who would stop the server: its watchdog goes first. */
  void killWithWatchdog() throws Exception {
    List<ProcessHandle> watchdogs = process.children().toList();
    watchdogs.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle watchdog : watchdogs) {
      watchdog.onExit().get(10, TimeUnit.SECONDS);
    }
    kill();
  }

  void kill() throws Exception {
    process.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
