package dev.errand.postgres;

import org.jspecify.annotations.Nullable;

/** The server cannot be had; the message is one line that tells a person what to do about it. */
public final class EmbeddedPostgresException extends RuntimeException {

  EmbeddedPostgresException(String message) {
    this(message, null);
  }

  EmbeddedPostgresException(String message, @Nullable Throwable cause) {
    super(message.replaceAll("\\s*\\R\\s*", " "), cause);
  }
}
