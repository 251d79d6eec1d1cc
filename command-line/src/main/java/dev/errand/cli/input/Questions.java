package dev.errand.cli.input;

import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import dev.errand.cli.shell.Streams;
import dev.errand.cli.shell.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks whoever sits at the terminal; a script answers on stdin, a line for each question. */
public final class Questions {
  private final Surroundings surroundings;
  private final Streams streams;

  public Questions(Surroundings surroundings) {
    this.surroundings = surroundings;
    streams = surroundings.streams();
  }

  /** Something that nobody may see: never an argument, which every process of the machine sees. */
  public String secret(String name) {
    @Nullable Console console = streams.console();
    if (surroundings.showsWhatIsTyped()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%s would be shown while it is typed: leave the output on the terminal, or send it on stdin"
              .formatted(name));
    }
    if (console == null) {
      return required(name, line());
    }
    char @Nullable [] typed = console.readPassword("%s: ", name);
    return required(name, typed == null ? "" : new String(typed));
  }

  public String plain(String name) {
    @Nullable Console console = streams.console();
    @Nullable String typed = console == null ? line() : console.readLine("%s: ", name);
    return required(name, typed == null ? "" : typed.strip());
  }

  /** Whether somebody says yes; a script must have said so before. */
  public boolean agrees(String question) {
    @Nullable Console console = streams.console();
    if (console == null) {
      throw new CommandFailed(
          ExitCode.USAGE, question + " Say --yes to do it without being asked.");
    }
    @Nullable String answer = console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private static String required(String name, String answer) {
    if (answer.isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE, "%s is missing: type it, or send it on stdin".formatted(name));
    }
    return answer;
  }

  // Byte by byte, so that the next question finds the next line.
  private String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int next = streams.in().read();
      while (next >= 0 && next != '\n') {
        line.write(next);
        next = streams.in().read();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
