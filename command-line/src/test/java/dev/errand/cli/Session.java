package dev.errand.cli;

import dev.errand.cli.Terminal.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A terminal and a server, with a key for it. */
abstract class Session {
  @TempDir Path home;
  RecordedServer server;
  Terminal terminal;

  @BeforeEach
  void begin() {
    server = new RecordedServer();
    terminal =
        new Terminal(home)
            .with("ERRAND_URL", server.url())
            .with("ERRAND_API_KEY", "errand_secret_of_the_test");
  }

  @AfterEach
  void end() {
    server.close();
  }

  Outcome run(String... arguments) {
    return terminal.run(arguments);
  }
}
