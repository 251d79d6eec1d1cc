package dev.errand.live.start;

/** The start makes no sense or cannot work; the message is one line that says what to change. */
public final class StartRefused extends RuntimeException {
  public StartRefused(String message) {
    super(message);
  }
}
