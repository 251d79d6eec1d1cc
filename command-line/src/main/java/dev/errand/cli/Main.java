package dev.errand.cli;

import dev.errand.cli.shell.Surroundings;

/** The program {@code errand}. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    System.exit(CommandLines.of(Surroundings.ofProcess()).execute(arguments));
  }
}
