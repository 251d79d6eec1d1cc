package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's programs, as a user that may run them and in a place where it can. */
record Programs(Path home, ServerUser user, Path folder) {

  /**
   * Finds a user and a place that work here, by trying: the cache is shared by all data directories
   * of this user, but may be unwritable, mounted without execution, or closed to that other user.
   */
  static Programs forDirectory(DataDirectory directory) throws IOException {
    String lastFailure = "";
    for (ServerUser user : ServerUser.candidates()) {
      for (Path place : places(directory)) {
        try {
          Programs programs = new Programs(Binaries.unpackBelow(place), user, directory.root());
          Command.Ended trial = programs.tryOut();
          if (trial.succeeded()) {
            return programs;
          }
          lastFailure = trial.output();
        } catch (IOException failure) {
          lastFailure = IoReason.of(failure);
        }
      }
    }
    throw new EmbeddedPostgresException(
        "cannot run PostgreSQL on %s%s: %s"
            .formatted(directory.root(), adviceForRoot(), lastFailure));
  }

  /** PostgreSQL needs the absolute path, so its user must be allowed through every parent. */
  private Command.Ended tryOut() throws IOException {
    user.own(folder);
    String script =
        """
        [ -x "${1%/*}/" ] || { echo "$1 is closed to the user it would run as"; exit 1; }
        exec "$0" --version
        """;
    return Command.run(
        folder, user.running(List.of("sh", "-c", script, path("postgres"), folder.toString())), "");
  }

  private static String adviceForRoot() {
    return ServerUser.candidates().size() == 1
        ? ""
        : " (it does not run as root; start Errand as an ordinary user)";
  }

  private static List<Path> places(DataDirectory directory) {
    List<Path> places = new ArrayList<>();
    cacheHome().map(cache -> cache.resolve("errand")).ifPresent(places::add);
    places.add(directory.root().resolve("programs"));
    return places;
  }

  private static Optional<Path> cacheHome() {
    Path fromEnvironment = Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", ""));
    if (fromEnvironment.isAbsolute()) {
      return Optional.of(fromEnvironment);
    }
    Path home = Path.of(System.getProperty("user.home"));
    return Files.isWritable(home) ? Optional.of(home.resolve(".cache")) : Optional.empty();
  }

  /** Runs one of the programs in the data directory, with {@code input} on its standard input. */
  Command.Ended run(String program, List<String> arguments, String input) throws IOException {
    List<String> command = new ArrayList<>(List.of(path(program)));
    command.addAll(arguments);
    return Command.run(folder, user.running(command), input);
  }

  private String path(String program) {
    return home.resolve("bin").resolve(program).toString();
  }
}
