package dev.errand.cli;

import dev.errand.cli.shell.Streams;
import dev.errand.cli.shell.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Where somebody types commands; each runs in this JVM as it would in its own. */
final class Terminal {
  static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Map<String, String> environment = new LinkedHashMap<>();
  private Clock clock = Clock.fixed(NOW, ZoneId.of("Europe/Berlin"));

  Terminal(Path home) {
    environment.put("HOME", home.toString());
  }

  /** What a command did. */
  record Outcome(int exit, String out, String err) {}

  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Terminal without(String variable) {
    environment.remove(variable);
    return this;
  }

  Terminal at(Instant time) {
    clock = Clock.fixed(time, clock.getZone());
    return this;
  }

  Outcome run(String... arguments) {
    return answering("", arguments);
  }

  /**
   * @param input what comes in on stdin
   */
  Outcome answering(String input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null);
    int exit =
        CommandLines.of(new Surroundings(environment, streams, clock, new Random(1)))
            .execute(arguments);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
