package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a server until it is killed or its standard input ends. */
final class HoldServer {

  private HoldServer() {}

  public static void main(String[] arguments) throws IOException {
    boolean temporary = arguments[0].equals("temporary");
    try (EmbeddedPostgres postgres =
        temporary ? EmbeddedPostgres.temporary() : EmbeddedPostgres.start(Path.of(arguments[0]))) {
      System.out.println(postgres.pid() + " " + postgres.directory() + " " + postgres.url());
      System.in.readAllBytes();
    } catch (EmbeddedPostgresException refused) {
      System.out.println("refused: " + refused.getMessage());
    }
  }
}
