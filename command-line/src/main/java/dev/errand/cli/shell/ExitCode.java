package dev.errand.cli.shell;

/** How a command ends, as scripts see it. */
public enum ExitCode {
  OK(0, "done"),
  FAILURE(1, "it failed: the server is away or has a fault, or a check found something"),
  USAGE(2, "wrong usage, or the server found the input invalid"),
  NOT_ALLOWED(3, "not signed in, or not allowed"),
  NOT_FOUND(4, "there is no such thing"),
  CONFLICT(5, "the state, or somebody else's change, does not allow it"),
  JOB_FAILED(6, "the watched job failed"),
  JOB_CANCELLED(7, "the watched job was cancelled"),
  TIMED_OUT(8, "it took longer than was allowed");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
