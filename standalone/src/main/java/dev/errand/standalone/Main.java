package dev.errand.standalone;

import dev.errand.live.start.HttpPort;
import dev.errand.live.start.StartRefused;
import dev.errand.postgres.EmbeddedPostgresException;
import dev.errand.store.sql.DatabaseCheck;
import dev.errand.store.sql.DatabaseUrl;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Checks what can be checked in a moment, brings up the database, then the services over it. */
@QuarkusMain
public final class Main {

  private Main() {}

  public static void main(String... arguments) {
    ExitSignal signal = ExitSignal.caught();
    int exitCode;
    try {
      exitCode = run(StartOptions.read(System::getProperty, System::getenv), signal, arguments);
    } catch (StartRefused | EmbeddedPostgresException problem) {
      System.err.println("errand: " + problem.getMessage());
      exitCode = 1;
    } finally {
      signal.everythingIsStopped();
    }
    System.exit(exitCode); // after a signal this waits for the end, whose code is the signal's
  }

  private static int run(StartOptions options, ExitSignal signal, String... arguments) {
    HttpPort.requireFree(options.host(), options.port());
    if (options.database().isPresent()) {
      DatabaseUrl url = options.database().get();
      DatabaseCheck.problem(url)
          .ifPresent(
              problem -> {
                throw new StartRefused(problem);
              });
      return Services.run(options, url.url(), signal, arguments);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(options.data(), options.fresh())) {
      return Services.run(options, database.url(), signal, arguments);
    }
  }
}
