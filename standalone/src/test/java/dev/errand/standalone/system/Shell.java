package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Somebody at a shell who types commands; each is a process of its own. */
final class Shell {
  private static final Path JAR =
      Path.of("../command-line/target/errand.jar").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path home;
  private final Map<String, String> variables;
  private int commands;

  /**
   * @param home where credentials are kept
   */
  Shell(Path home, URI server) {
    this(home, Map.of("ERRAND_URL", server.toString()));
  }

  private Shell(Path home, Map<String, String> variables) {
    this.home = home;
    this.variables = variables;
  }

  /** Another shell, where a key says who is calling. */
  Shell withKey(Path otherHome, String key) {
    Map<String, String> more = new HashMap<>(variables);
    more.put("ERRAND_API_KEY", key);
    return new Shell(otherHome, more);
  }

  /** What a command did. */
  record Outcome(int exit, String out, String err) {
    /** What it printed, when it did what it should. */
    String printed() {
      assertThat(exit).as(out + err).isZero();
      return out.strip();
    }
  }

  /** A command that is on its way. */
  record Command(Process process, Path out, Path err) {
    /** Waits until it has said that. */
    void awaitTalk(String text) {
      await(text).atMost(PATIENCE).until(() -> Files.readString(err).contains(text));
    }

    Outcome outcome() {
      try {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ends").isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  Outcome run(String... words) {
    return begin("", words).outcome();
  }

  /**
   * @param input what it is told on stdin
   */
  Outcome answering(String input, String... words) {
    return begin(input, words).outcome();
  }

  Command begin(String input, String... words) {
    try {
      int number = ++commands;
      Path in = Files.writeString(home.resolve(number + ".in"), input);
      Path out = home.resolve(number + ".out");
      Path err = home.resolve(number + ".err");
      ProcessBuilder builder =
          new ProcessBuilder(line(words))
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
      builder.environment().put("HOME", home.toString());
      builder.environment().remove("XDG_CONFIG_HOME");
      builder.environment().putAll(variables);
      return new Command(builder.start(), out, err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> line(String... words) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: build the module before its suites");
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR.toString()));
    line.addAll(List.of(words));
    return line;
  }
}
