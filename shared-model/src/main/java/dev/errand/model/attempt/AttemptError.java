package dev.errand.model.attempt;

import org.jspecify.annotations.Nullable;

/** Why an attempt failed, made fit for storage. */
public record AttemptError(String code, String message) {
  public static final int MAX_MESSAGE = 4000;

  public static final String HANDLER_ERROR = "handler_error";
  public static final String INVALID_INPUT = "invalid_input";
  public static final String TIMEOUT = "timeout";
  public static final String WORKER_LOST = "worker_lost";
  public static final String DEADLINE_EXCEEDED = "deadline_exceeded";

  public AttemptError {
    code = Text.storable(code, 100);
    message = Text.storable(message, MAX_MESSAGE);
  }

  /** An error from what a handler threw. Messages may be null, huge or full of NULs. */
  public static AttemptError of(String code, Throwable thrown) {
    return new AttemptError(code, describe(thrown));
  }

  private static String describe(Throwable thrown) {
    @Nullable String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getName() : message;
  }
}
