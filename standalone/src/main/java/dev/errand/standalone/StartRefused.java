package dev.errand.standalone;

/** The start makes no sense or cannot work; the message is one line that says what to change. */
final class StartRefused extends RuntimeException {
  StartRefused(String message) {
    super(message);
  }
}
