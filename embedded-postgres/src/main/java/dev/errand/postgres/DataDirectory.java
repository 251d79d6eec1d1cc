package dev.errand.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory that belongs to one living instance at a time.
 *
 * <p>{@code errand.lock} is locked for as long as the instance lives (the kernel frees it when the
 * process dies) and marks the directory as ours; {@code postgres/} is the cluster, {@code
 * postgres.new/} one that is still being made, {@code postgres.properties} what connects to it.
 */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK_FILE = "errand.lock";

  /**
   * Closing any channel on a file frees this process's locks on it, so a second attempt from the
   * same process must not even open the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final FileChannel channel;

  private DataDirectory(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /** Makes the directory if need be and takes it. */
  static DataDirectory open(Path path) {
    Path root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      root = root.toRealPath();
      if (!isOurs(root) && !isEmpty(root)) {
        throw new EmbeddedPostgresException(
            "%s holds something else than Errand's data: name an empty or a new directory"
                .formatted(root));
      }
      return lock(root);
    } catch (IOException failure) {
      throw new EmbeddedPostgresException(
          "cannot use the data directory %s: %s".formatted(root, IoReason.of(failure)), failure);
    }
  }

  static boolean isOurs(Path root) {
    return Files.isRegularFile(root.resolve(LOCK_FILE));
  }

  private static DataDirectory lock(Path root) throws IOException {
    if (!HELD_HERE.add(root)) {
      throw inUse(root, "this process");
    }
    Path file = root.resolve(LOCK_FILE);
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(root, "process " + Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return new DataDirectory(root, channel);
    } catch (IOException | RuntimeException failure) {
      release(root, channel);
      throw failure;
    }
  }

  private static EmbeddedPostgresException inUse(Path root, String holder) {
    return new EmbeddedPostgresException(
        "the data directory %s is in use by another instance (%s)".formatted(root, holder));
  }

  Path root() {
    return root;
  }

  Path cluster() {
    return root.resolve("postgres");
  }

  Path unfinishedCluster() {
    return root.resolve("postgres.new");
  }

  Path serverLog() {
    return root.resolve("postgres.log");
  }

  Path connectionFile() {
    return root.resolve("postgres.properties");
  }

  /** Deletes everything but the lock, which stays held. */
  void erase() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        if (!entry.endsWith(LOCK_FILE)) {
          FileTree.delete(entry);
        }
      }
    }
  }

  @Override
  public void close() {
    release(root, channel);
  }

  private static void release(Path root, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException lockGoesWithTheProcess) {
      // Nothing else is written through this channel, so nothing can be lost here.
    } finally {
      HELD_HERE.remove(root);
    }
  }

  private static boolean isEmpty(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.findAny().isEmpty();
    }
  }
}
