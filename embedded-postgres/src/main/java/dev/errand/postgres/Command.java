package dev.errand.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a short-lived program to its end. */
final class Command {

  /** Recovery after a crash is part of a start; two minutes replay the 4 GB of WAL we allow. */
  private static final int DEADLINE_SECONDS = 120;

  /** How it ended and what it printed on both streams. */
  record Ended(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private Command() {}

  static Ended run(Path folder, List<String> command, String input) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    // The user's own PGPORT, PGOPTIONS and the like are meant for other servers.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
      feed(process, input);
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("%s did not end in time".formatted(command));
      }
      return new Ended(process.exitValue(), output.join().strip());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for %s".formatted(command), interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String outputOf(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void feed(Process process, String input) {
    try (var stdin = process.outputWriter(UTF_8)) {
      stdin.write(input);
    } catch (IOException endedEarly) {
      // Its exit code and output say why.
    }
  }
}
