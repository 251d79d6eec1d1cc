package dev.errand.cli.shell;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Everything that a command knows without being told.
 *
 * @param clock also says in which zone people read times
 * @param random makes keys that nobody else makes
 */
public record Surroundings(
    Map<String, String> environment, Streams streams, Clock clock, RandomGenerator random) {

  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(), Streams.ofProcess(), Clock.systemDefaultZone(), new SecureRandom());
  }

  /** A variable that is set to something. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * How wide the terminal is; empty where output goes to a file or another program. The launcher
   * sets {@code COLUMNS} only for a terminal.
   */
  public OptionalInt columns() {
    return variable("COLUMNS")
        .filter(text -> text.matches("[1-9]\\d{1,3}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  /**
   * Whether somebody sits at a keyboard whose letters the terminal shows, because only the answers
   * go elsewhere. The launcher sets {@code ERRAND_STDIN}.
   */
  public boolean showsWhatIsTyped() {
    return streams.console() == null
        && variable("ERRAND_STDIN").filter("terminal"::equals).isPresent();
  }

  /** Where settings are kept: {@code $XDG_CONFIG_HOME/errand} or {@code ~/.config/errand}. */
  public Path settings() {
    return variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .orElseGet(() -> home().resolve(".config"))
        .resolve("errand");
  }

  private Path home() {
    return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home")));
  }
}
