package dev.errand.api.dashboard;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The files of the dashboard. They are less than a megabyte and are kept in memory, compressed; a
 * build without Node.js has none.
 */
@Singleton
class PageFiles {
  private static final String FOLDER = "dashboard/";
  private static final String LIST = "files.txt";
  private static final String PAGE = "index.html";

  private final String root;
  private final Map<String, PageFile> files = new HashMap<>();

  /**
   * @param root where the API stands, such as {@code /} or {@code /errand}
   */
  PageFiles(@ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root) {
    this.root = root.endsWith("/") ? root : root + "/";
    for (String name : names()) {
      byte[] bytes = read(name).orElseThrow(() -> new IllegalStateException("no file " + name));
      files.put(name, PageFile.of(name, name.equals(PAGE) ? rooted(bytes) : bytes));
    }
  }

  /** Whether this build has the dashboard. */
  boolean areThere() {
    return files.containsKey(PAGE);
  }

  /** The page that shows what the address asks for, once it runs in a browser. */
  PageFile page() {
    return Optional.ofNullable(files.get(PAGE)).orElseThrow();
  }

  /** The file at that path below the root, without a slash before it. */
  Optional<PageFile> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Where all paths begin; ends with a slash. */
  String root() {
    return root;
  }

  // Scripts find each other by themselves; only the page names absolute paths.
  private byte[] rooted(byte[] page) {
    return new String(page, StandardCharsets.UTF_8)
        .replace("=\"/", "=\"" + root)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> names() {
    return read(LIST)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }

  private static Optional<byte[]> read(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (@Nullable InputStream in = loader.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
