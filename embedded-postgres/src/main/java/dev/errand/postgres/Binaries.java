package dev.errand.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs as they come from Maven, unpacked once per version and platform. */
final class Binaries {

  private Binaries() {}

  /** Unpacks below {@code cache} unless that has been done; returns the folder with bin and lib. */
  static Path unpackBelow(Path cache) throws IOException {
    String name = "postgres-%s-%s".formatted(version(), platform());
    Path unpacked = cache.resolve(name);
    if (Files.isDirectory(unpacked)) {
      return unpacked;
    }
    Files.createDirectories(cache);
    Path unfinished =
        Files.createTempDirectory(
            cache,
            name + ".",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try {
      unpack(unfinished);
      Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failure) {
      // Another process was faster; a rename never replaces a folder that holds something.
      if (!Files.isDirectory(unpacked)) {
        throw failure;
      }
    } finally {
      if (Files.isDirectory(unfinished)) {
        FileTree.delete(unfinished);
      }
    }
    return unpacked;
  }

  private static void unpack(Path target) throws IOException {
    String resource = "/postgres-%s.txz".formatted(platform());
    try (InputStream packed = Binaries.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new EmbeddedPostgresException(
            "no PostgreSQL comes with this build for %s: give the URL of a PostgreSQL instead"
                .formatted(platform()));
      }
      try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(tar, entry, target);
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = entry.resolveIn(target);
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** The platform as the archives name it. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return (system.startsWith("mac") ? "darwin" : system)
        + "-"
        + switch (processor) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> processor;
        };
  }

  /** The full version of the server, for example {@code 18.6.0}. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
      properties.load(in);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return properties.getProperty("version");
  }

  static String majorVersion() {
    return version().replaceFirst("\\..*", "");
  }
}
