package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.cli.shell.ExitCode;
import dev.errand.cli.shell.Streams;
import dev.errand.cli.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every command tells how to use it, and {@code docs/reference/cli.md} says the same. */
class ReferenceTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path REFERENCE = ROOT.resolve("docs/reference/cli.md");

  @TempDir private Path home;

  private List<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    collect(
        CommandLines.of(
            new Surroundings(
                Map.of("HOME", home.toString()),
                Streams.ofProcess(),
                Clock.systemUTC(),
                new Random(1))),
        all);
    return all;
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(verb -> collect(verb, all));
  }

  @TestFactory
  Stream<DynamicTest> everyCommandHelps() {
    return commands().stream()
        .map(CommandLine::getCommandSpec)
        .map(spec -> DynamicTest.dynamicTest(spec.qualifiedName(), () -> assertHelps(spec)));
  }

  private void assertHelps(CommandSpec spec) {
    String[] words = (spec.qualifiedName() + " --help").split(" ");
    var help = new Terminal(home).run(Arrays.copyOfRange(words, 1, words.length));

    assertThat(help.exit()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: " + spec.qualifiedName()).contains("--output");
    assertThat(spec.usageMessage().description()).isNotEmpty();
    assertThat(spec.options()).allMatch(option -> option.description().length > 0);
  }

  @Test
  void referenceIsWhatTheCommandsSay() throws IOException {
    String text = reference();
    if (Boolean.getBoolean("errand.docs.write")) {
      Files.createDirectories(REFERENCE.getParent());
      Files.writeString(REFERENCE, text);
    }

    assertThat(REFERENCE)
        .as("run this test with -Derrand.docs.write=true to write it anew")
        .hasContent(text);
  }

  @Test
  void launcherNamesEveryCommand() throws IOException {
    String launcher = Files.readString(ROOT.resolve("errand"));

    for (String noun : commands().getFirst().getSubcommands().keySet()) {
      assertThat(launcher).containsPattern("(?m)^  ./errand " + noun + " ");
    }
  }

  private String reference() {
    StringBuilder text = new StringBuilder(HEAD);
    for (ExitCode code : ExitCode.values()) {
      text.append("| %d | %s |\n".formatted(code.number(), code.meaning()));
    }
    for (CommandLine command : commands()) {
      if (command.getSubcommands().isEmpty()) {
        section(command.getCommandSpec(), text);
      }
    }
    return text.toString();
  }

  private static final String HEAD =
      """
      # The command line

      Written by `ReferenceTest` from the commands themselves; `./errand COMMAND --help` says the same.

      `./errand NOUN VERB`. Data goes to stdout, talk to stderr. Everywhere:

      | option | |
      |---|---|
      | `-h`, `--help` | how to use a command |
      | `-o table`, `-o json` | for people (the default, times in the local zone), or what the server said |
      | `--url URL` | where the server is; else `ERRAND_URL`, else the last login's, else `http://127.0.0.1:8080` |

      `ERRAND_API_KEY` or `ERRAND_TOKEN` say who is calling; else it is whoever signed in with
      `./errand login`. Passwords and keys are typed or sent on stdin, never given as an argument.
      Durations are written `90s`, `1h30m`, `2d` or as ISO 8601.

      | exit | |
      |---|---|
      """;

  private static void section(CommandSpec spec, StringBuilder text) {
    text.append("\n## %s\n\n".formatted(spec.qualifiedName()));
    text.append(String.join("\n\n", spec.usageMessage().description())).append("\n\n");
    text.append("```\n").append(synopsis(spec)).append("\n```\n");
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (parameter.description().length > 0) {
        rows.add(row(parameter.paramLabel(), parameter.description()));
      }
    }
    for (OptionSpec option : spec.options()) {
      if (!option.inherited()) {
        rows.add(row(names(option), option.description()));
      }
    }
    if (!rows.isEmpty()) {
      text.append("\n| | |\n|---|---|\n");
      rows.forEach(text::append);
    }
  }

  private static String synopsis(CommandSpec spec) {
    StringBuilder line = new StringBuilder(spec.qualifiedName());
    boolean options = spec.options().stream().anyMatch(option -> !option.inherited());
    line.append(options ? " [OPTIONS]" : "");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String label = parameter.paramLabel();
      line.append(' ').append(parameter.required() ? label : "[" + label + "]");
    }
    return line.toString();
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private static String row(String what, String... description) {
    return "| `%s` | %s |\n"
        .formatted(what.replace("|", "\\|"), String.join(" ", description).replace("|", "\\|"));
  }
}
