package dev.errand.bench.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another process that talks in lines: it ends when its standard input does. */
public final class ChildJvm implements AutoCloseable {
  private static final long LEAVES_SECONDS = 20;

  private final Process process;
  private final BufferedReader from;
  private final PrintStream to;
  private final boolean talkative;

  private ChildJvm(List<String> command, Map<String, String> environment, boolean talkative)
      throws IOException {
    this.talkative = talkative;
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    process = builder.start();
    from = process.inputReader();
    to = new PrintStream(process.getOutputStream(), true);
  }

  /** This program again, with other arguments. */
  public static ChildJvm bench(Map<String, String> properties, String... arguments)
      throws IOException {
    List<String> command = java();
    properties.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
    command.addAll(List.of("-jar", runner().toString()));
    command.addAll(List.of(arguments));
    return new ChildJvm(command, Map.of(), false);
  }

  /** A program of {@code dev.errand.bench.client}. */
  public static ChildJvm client(
      Class<?> main, Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> command = java();
    command.add("-Xmx512m");
    command.addAll(List.of("-cp", runner().resolveSibling("app") + "/*", main.getName()));
    command.addAll(arguments);
    return new ChildJvm(command, environment, false);
  }

  /** Any program, which says more than anybody wants to know. */
  public static ChildJvm of(List<String> command, Map<String, String> environment)
      throws IOException {
    return new ChildJvm(command, environment, true);
  }

  private static List<String> java() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ArrayList<>(
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders"));
  }

  private static Path runner() {
    Path runner = Path.of(System.getProperty("java.class.path"));
    if (!runner.endsWith("quarkus-run.jar")) {
      throw new IllegalStateException("runs from its own jar only: ./errand bench");
    }
    return runner.toAbsolutePath();
  }

  /** The next line that begins so; others, such as logs, are shown unless it is talkative. */
  public String awaitLine(String prefix) {
    try {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        if (line.startsWith(prefix)) {
          return line;
        }
        if (!talkative) {
          System.err.println(line);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    throw new IllegalStateException("a process of the measurement has ended");
  }

  public void say(String line) {
    to.println(line);
  }

  @Override
  public void close() {
    to.close();
    try {
      if (!process.waitFor(LEAVES_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
