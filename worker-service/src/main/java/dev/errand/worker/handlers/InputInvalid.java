package dev.errand.worker.handlers;

/** The job's data does not fit its handler; no attempt would cure that. */
public final class InputInvalid extends Exception {
  InputInvalid(String message) {
    super(message, null, false, false);
  }
}
