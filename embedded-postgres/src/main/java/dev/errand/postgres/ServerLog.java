package dev.errand.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** What the server printed since its last start; the log of the start before is kept beside it. */
record ServerLog(Path file) {

  private static final Pattern SERIOUS = Pattern.compile("\\b(PANIC|FATAL|ERROR|error):");

  void startAnew() throws IOException {
    if (Files.exists(file)) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".old"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  String text() throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
  }

  /** The most telling line of a server's or a tool's output. */
  static String reasonIn(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    List<String> serious = lines.stream().filter(line -> SERIOUS.matcher(line).find()).toList();
    List<String> telling = serious.isEmpty() ? lines : serious;
    return telling.isEmpty() ? "it printed nothing" : withoutPrefix(telling.getLast());
  }

  private static String withoutPrefix(String line) {
    return line.replaceFirst("^.*?\\b(PANIC|FATAL|ERROR|error): *", "");
  }
}
