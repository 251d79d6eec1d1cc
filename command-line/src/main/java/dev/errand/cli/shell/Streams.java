package dev.errand.cli.shell;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is read and written.
 *
 * @param out for data
 * @param err for talk
 * @param console the terminal that somebody sits at; null in a script
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, @Nullable Console console) {

  /** Those of this process, in UTF-8 whatever the locale: JSON knows no other. */
  public static Streams ofProcess() {
    @Nullable Console console = System.console();
    return new Streams(
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        console != null && console.isTerminal() ? console : null);
  }

  private static PrintStream utf8(FileDescriptor file) {
    return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
  }
}
