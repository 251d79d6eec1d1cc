package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Directories of servers that are thrown away, and the clearing of those that were left behind. */
final class TemporaryDirectory {

  private static final String PREFIX = "errand-postgres-";

  /** A directory this young may not have been locked yet by the process that is making it. */
  private static final Duration SURELY_LOCKED = Duration.ofMinutes(1);

  private TemporaryDirectory() {}

  /** A new directory in the build's output, where a disk is, or else in the system's place. */
  static Path create() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    Path parent = Files.isWritable(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
    clearLeftovers(parent);
    return Files.createTempDirectory(parent, PREFIX);
  }

  private static void clearLeftovers(Path parent) throws IOException {
    Instant now = Instant.now();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : found) {
        if (Files.getLastModifiedTime(directory).toInstant().isBefore(now.minus(SURELY_LOCKED))) {
          clear(directory);
        }
      }
    }
  }

  private static void clear(Path directory) throws IOException {
    try (DataDirectory left = DataDirectory.open(directory)) {
      new Postmaster(left.cluster()).stop();
      FileTree.delete(directory);
    } catch (EmbeddedPostgresException inUseOrNotOurs) {
      // Somebody else's business.
    }
  }
}
