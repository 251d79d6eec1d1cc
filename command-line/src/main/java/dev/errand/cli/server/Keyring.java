package dev.errand.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.paper.Json;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The file of credentials, which only its owner can read. Each login belongs to an address, so that
 * none is ever sent to another server.
 */
public final class Keyring {
  private final Path file;

  /**
   * @param directory where settings are kept
   */
  public Keyring(Path directory) {
    file = directory.resolve("credentials");
  }

  public Path file() {
    return file;
  }

  /** The address that was signed in to last. */
  public Optional<String> current() {
    JsonNode current = read().path("current");
    return current.isTextual() ? Optional.of(current.asText()) : Optional.empty();
  }

  public Optional<SavedLogin> find(String url) {
    return SavedLogin.of(read().path("servers").path(url));
  }

  public void save(String url, SavedLogin login) {
    ObjectNode all = read();
    all.put("current", url);
    all.withObjectProperty("servers").set(url, login.json());
    write(all);
  }

  /** Whether there was something to forget. */
  public boolean forget(String url) {
    ObjectNode all = read();
    boolean known = all.withObjectProperty("servers").remove(url) != null;
    if (known) {
      write(all);
    }
    return known;
  }

  /** Whether others can read it. */
  public boolean isExposed() {
    try {
      Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
      return !PosixFilePermissions.fromString("rw-------").containsAll(granted);
    } catch (IOException | UnsupportedOperationException noSuchFile) {
      return false;
    }
  }

  /** One command at a time: a refresh token works once. */
  <T> T locked(Supplier<T> work) {
    try {
      Path directory = prepared();
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve("credentials.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return work.get();
      }
    } catch (IOException failure) {
      throw trouble("lock", failure);
    }
  }

  private ObjectNode read() {
    try {
      return Json.read(Files.readString(file))
          .filter(JsonNode::isObject)
          .map(tree -> (ObjectNode) tree)
          .orElseGet(Json::object);
    } catch (NoSuchFileException none) {
      return Json.object();
    } catch (IOException failure) {
      throw trouble("read", failure);
    }
  }

  // A new file in its place: nobody ever reads half of one.
  private void write(ObjectNode all) {
    try {
      Path fresh = Files.createTempFile(prepared(), "credentials", ".new", mode("rw-------"));
      Files.writeString(fresh, Json.pretty(all) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw trouble("write", failure);
    }
  }

  private Path prepared() throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("no directory");
    }
    return Files.createDirectories(directory, mode("rwx------"));
  }

  private FileAttribute<?>[] mode(String mode) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private CommandFailed trouble(String verb, IOException failure) {
    return new CommandFailed(
        ExitCode.FAILURE, "cannot %s %s: %s".formatted(verb, file, failure.getMessage()));
  }
}
