import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Another JVM of this program that talks in lines: a worker or a producer. */
class Child {
  volatile long handled;
  volatile long first;
  volatile long sent;
  volatile long[] latencies;
  final CountDownLatch ready = new CountDownLatch(1);
  private final Process process;
  private final PrintStream to;

  Child(String peer, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx1g",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                "Bench",
                peer));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    to = new PrintStream(process.getOutputStream(), true);
    Thread.ofPlatform().daemon().start(this::listen);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line.split(" "));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void hear(String[] words) {
    switch (words[0]) {
      case "ready" -> ready.countDown();
      case "handled" -> {
        handled = Long.parseLong(words[1]);
        first = Long.parseLong(words[2]);
      }
      case "sent" -> sent = Long.parseLong(words[1]);
      case "latencies" ->
          latencies = Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
      default -> {}
    }
  }

  void say(Object line) {
    to.println(line);
  }

  void stop() throws InterruptedException {
    say("stop");
    if (!process.waitFor(4, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
