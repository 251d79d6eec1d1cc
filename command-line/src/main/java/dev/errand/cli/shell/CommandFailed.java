package dev.errand.cli.shell;

/** Ends a command; the message is for people and may have several lines. */
public class CommandFailed extends RuntimeException {
  private final ExitCode exit;

  public CommandFailed(ExitCode exit, String message) {
    super(message, null, false, false);
    this.exit = exit;
  }

  public ExitCode exit() {
    return exit;
  }

  /** What to tell people. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
